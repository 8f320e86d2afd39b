import { isLoopback } from '../../activities/calls/dialer/address.ts';
import { configuredDialer } from '../../activities/calls/dialer/configured.ts';
import { dayRange, daysBack, isClosed } from '../../rules/calls/windows.ts';
import { program } from '../../runtime/program.ts';
import type { BackfillRequest } from '../../schemas/calls.ts';
import type { Config } from '../../schemas/config.ts';
import { withCalls } from '../calls/context.ts';
import { localTime } from '../calls/output.ts';
import { watch } from '../calls/watch.ts';
import type { Addresses } from './addresses.ts';

const DAYS = 3;

export interface DemonstrationContext {
  readonly addresses: Addresses;
  /** Ports and addresses as the running children have them. */
  readonly config: Config;
  readonly print: (text: string) => void;
  /** Fires when the reader wants to stop. */
  readonly signal: AbortSignal;
}

/** Shows in front of the reader that the running system works: copies the simulated dialer's last days. */
export async function demonstrate({ config, print, signal }: DemonstrationContext): Promise<{ ok: boolean }> {
  if (!isSimulated(config)) {
    print(`DIALER_BASE_URL is a real vendor: no demonstration. Copy calls with \`${program} calls backfill\`.`);
    return { ok: true };
  }
  const campaigns = await configuredDialer(config).campaigns(signal);
  const request = { campaigns, ...lastClosedDays(config), dryRun: false } satisfies BackfillRequest;
  const zone = config.CALLS_ZONE;
  print(
    `Copying the simulated calls of campaigns ${campaigns.join(', ')}, ${localTime(request.from, zone)} to ${localTime(request.to, zone)}`,
  );
  return withCalls(async (context) => {
    const { workflowId, runId } = await context.starters.start(request);
    const exitCode = await watch(context, workflowId, { json: false, runId, signal, alone: true });
    return { ok: exitCode === 0 };
  }, config);
}

/** Only the simulator is ever on this machine. */
const isSimulated = ({ DIALER_BASE_URL: address }: Config): boolean =>
  address !== undefined && isLoopback(new URL(address));

function lastClosedDays({ CALLS_ZONE: zone, CALLS_LAG_MINUTES: lagMinutes }: Config): { from: string; to: string } {
  const now = new Date();
  const wholeDay = (back: number) => dayRange(daysBack(now, zone, back), zone);
  const last = isClosed(wholeDay(1), lagMinutes, now) ? 1 : 2;
  return { from: wholeDay(last + DAYS - 1).from, to: wholeDay(last).to };
}
