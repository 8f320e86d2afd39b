import { isLoopback } from '../../activities/http/address.ts';
import { configuredDialer } from '../../activities/calls/dialer/configured.ts';
import { dayRange, daysBack, isClosed } from '../../rules/calls/windows.ts';
import { program } from '../../runtime/program.ts';
import type { BackfillRequest } from '../../schemas/calls.ts';
import type { Config } from '../../schemas/config.ts';
import { withCalls } from '../calls/context.ts';
import { localTime } from '../calls/output.ts';
import { watch } from '../calls/watch.ts';
import { openDatabase } from '../openDatabase.ts';
import type { Addresses, Hint } from './addresses.ts';
import { makeSampleConsultants } from './sampleConsultants.ts';

const DAYS = 3;

export interface DemonstrationContext {
  readonly addresses: Addresses;
  /** Ports and addresses as the running children have them. */
  readonly config: Config;
  readonly print: (text: string) => void;
  /** Fires when the reader wants to stop. */
  readonly signal: AbortSignal;
}

export interface Demonstration {
  readonly ok: boolean;
  /** What the reader can try next. */
  readonly hints?: readonly Hint[];
}

/** Shows in front of the reader that the running system works, where the vendors are simulated. */
export async function demonstrate(context: DemonstrationContext): Promise<Demonstration> {
  const { config, print } = context;
  if (!isSimulated(config)) {
    print(`DIALER_BASE_URL is a real vendor: no demonstration. Copy calls with \`${program} calls backfill\`.`);
    return { ok: true };
  }
  const hints = await offerTurns(context);
  return { ok: await copyCalls(context), hints };
}

/** Only the simulator is ever on this machine. */
const isSimulated = ({ DIALER_BASE_URL: address }: Config): boolean =>
  address !== undefined && isLoopback(new URL(address));

/** Makes sure that there is somebody to give a turn to; in a database that somebody has named, all people are theirs. */
async function offerTurns({ config, print }: DemonstrationContext): Promise<Hint[]> {
  if ([config.DATABASE_URL, config.DB_SERVER, config.POSTGRES_HOST].some((named) => named !== undefined)) return [];
  const store = await openDatabase(config);
  try {
    const made = await makeSampleConsultants(store.consultants, new Date().toISOString());
    if (made > 0) print(`Made ${made} sample consultants to give turns to`);
  } finally {
    await store.close();
  }
  return [['Take a turn', `${program} consultants turn --language pt`]];
}

/** Copies the simulated dialer's last days. @returns whether it came out well */
async function copyCalls({ config, print, signal }: DemonstrationContext): Promise<boolean> {
  const campaigns = await configuredDialer(config).campaigns(signal);
  const request = { campaigns, ...lastClosedDays(config), dryRun: false } satisfies BackfillRequest;
  const zone = config.CALLS_ZONE;
  print(
    `Copying the simulated calls of campaigns ${campaigns.join(', ')}, ${localTime(request.from, zone)} to ${localTime(request.to, zone)}`,
  );
  return withCalls(async (context) => {
    const { workflowId, runId } = await context.starters.start(request);
    const exitCode = await watch(context, workflowId, { json: false, runId, signal, alone: true });
    return exitCode === 0;
  }, config);
}

function lastClosedDays({ CALLS_ZONE: zone, CALLS_LAG_MINUTES: lagMinutes }: Config): { from: string; to: string } {
  const now = new Date();
  const wholeDay = (back: number) => dayRange(daysBack(now, zone, back), zone);
  const last = isClosed(wholeDay(1), lagMinutes, now) ? 1 : 2;
  return { from: wholeDay(last + DAYS - 1).from, to: wholeDay(last).to };
}
