import { Command } from 'commander';
import pLimit from 'p-limit';
import { createHandoverWatch } from '../../api/starters/consultants.ts';
import { endingOf } from '../../rules/consultants/unfollowed.ts';
import { temporalAddress } from '../../runtime/temporal.ts';
import type { ConsultantStore } from '../../stores/consultants/contract.ts';
import type { OpenHandover } from '../../stores/consultants/upkeepContract.ts';
import { count, json, localTime, print, table } from '../calls/output.ts';
import { ACTOR, withConsultants, type ConsultantsContext } from './context.ts';

/** Looked at in one command. */
const MOST = 1_000;
/** Questions to Temporal at a time. */
const AT_ONCE = 10;

interface Findings {
  readonly open: number;
  /** Followed by no workflow: terminated, or unknown to this Temporal. */
  readonly unfollowed: readonly OpenHandover[];
}

/** Hand-overs and leases that nobody will ever end by themselves, and their end. */
export const check = new Command('check')
  .description(
    'open hand-overs and leases that no workflow follows any more, e.g. after a `temporal workflow terminate`',
  )
  .option('--release', 'end those hand-overs as cancelled, and free their leases', false)
  .option(...json)
  .action((options: { release: boolean; json: boolean }) =>
    withConsultants(async (context) => {
      const { config } = context;
      const findings = await examine(context);
      if (options.release) for (const work of findings.unfollowed) await end(context.store, work);
      else if (findings.unfollowed.length > 0) process.exitCode = 1;
      const temporal = { address: temporalAddress(config), namespace: config.TEMPORAL_NAMESPACE };
      const document = { temporal, ...findings, released: options.release };
      print(options.json, document, () => report(document, config.CONSULTANTS_ZONE));
    }),
  );

async function examine({ store, temporal }: ConsultantsContext): Promise<Findings> {
  const open = await store.openWork(MOST);
  const isFollowed = createHandoverWatch({ temporal });
  const limit = pLimit(AT_ONCE);
  const followed = await Promise.all(open.map(({ number }) => limit(isFollowed, number)));
  const gone = new Set(open.filter((_, i) => !followed[i]).map(({ number }) => number));
  // One that ended in between has written so before it was gone.
  const stillOpen = gone.size > 0 ? await store.openWork(MOST) : [];
  return { open: open.length, unfollowed: stillOpen.filter(({ number }) => gone.has(number)) };
}

/** Its leases first: where a hand-over is recorded as ended, they are free. */
async function end(store: ConsultantStore, work: OpenHandover): Promise<void> {
  const { number, offerNo, consultantId, callBackPromised } = work;
  const at = new Date().toISOString();
  const { releases, end: ended } = endingOf(work);
  for (const release of releases) await store.releaseLease({ number, ...release, actor: ACTOR, at });
  if (!ended) return;
  const { phase, outcome } = ended;
  const event = { key: `${phase}:${number}:${offerNo}`, kind: phase, number, consultantId };
  await store.recordHandover(
    { number, phase, outcome, offerNo, consultantId, callBackPromised, updatedAt: at },
    { ...event, detail: { offerNo, outcome } },
    { actor: ACTOR, at },
  );
}

interface Report extends Findings {
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly released: boolean;
}

function report({ open, unfollowed, temporal, released }: Report, zone: string): string {
  const where = `Temporal at ${temporal.address}, namespace ${temporal.namespace}`;
  const looked = `${count(open)} open hand-overs${open === MOST ? ' (no more are looked at a time)' : ''}`;
  if (open === 0) return 'No hand-over is open, save for those that wait in the outbox to be followed.';
  if (unfollowed.length === 0) return `${looked}; each is followed by ${where}.`;
  return [
    table(
      ['number', 'phase', 'consultant', 'leases', 'requested'],
      unfollowed.map(({ number, phase, consultantId, leases, requestedAt }) => [
        number,
        phase,
        consultantId === null ? '' : String(consultantId),
        leases.length,
        localTime(requestedAt, zone),
      ]),
    ),
    `${looked}; these ${count(unfollowed.length)} are followed by no workflow of ${where}.`,
    released
      ? 'They are ended, and their leases are free.'
      : 'If that is the right Temporal, end them and free their leases with --release. Nothing was written.',
  ].join('\n');
}
