import { dueAtMs, offerExpiresAtMs } from './handoverClock.ts';
import type { HandoverRun, PushStanding } from './handoverRun.ts';
import type { HandoverOutcome, HandoverPhase } from './handoverState.ts';
import type { TurnChoice } from './turn.ts';

/** Where a hand-over stands; ids, counts and UTC instants. */
export interface HandoverStanding {
  readonly number: string;
  readonly phase: HandoverPhase;
  readonly outcome: HandoverOutcome | null;
  readonly offerNo: number;
  readonly consultantId: number | null;
  readonly requestedAt: string;
  /** Since when it has been in this phase. */
  readonly since: string;
  /** From when an answer to the open offer is too late. */
  readonly expiresAt: string | null;
  /** When something happens by itself. */
  readonly dueAt: string | null;
  readonly reminded: boolean;
  readonly excluded: readonly number[];
  readonly ring: number;
  readonly callBackPromised: boolean;
  /** Why this person, and who was passed over (D-38). */
  readonly choice: TurnChoice | null;
  readonly push: PushStanding;
}

const instant = (ms: number | null): string | null =>
  ms === null || !Number.isFinite(ms) ? null : new Date(ms).toISOString();

/** What a hand-over answers to whoever asks. */
export function handoverStanding({ input, state, choice, push }: HandoverRun): HandoverStanding {
  const { phase, outcome, offerNo, consultantId, reminded, excluded, ring, callBackPromised } = state;
  const policy = input.settings.handover;
  return {
    number: input.number,
    phase,
    outcome,
    offerNo,
    consultantId,
    requestedAt: input.requestedAt,
    since: new Date(state.phaseSinceMs).toISOString(),
    expiresAt: phase === 'offered' ? instant(offerExpiresAtMs(state, policy)) : null,
    dueAt: instant(dueAtMs(state, policy)),
    reminded,
    excluded,
    ring,
    callBackPromised,
    choice,
    push,
  };
}

/** The same for Temporal Web, as Markdown. */
export function describeHandover(run: HandoverRun): string {
  const standing = handoverStanding(run);
  const { phase, outcome, consultantId, offerNo, since, expiresAt, dueAt, excluded, ring, push } = standing;
  const facts = [
    consultantId !== null && `consultant ${consultantId}, offer ${offerNo}`,
    `since ${since}`,
    expiresAt !== null && `to be answered before ${expiresAt}`,
    expiresAt === null && dueAt !== null && `until ${dueAt} at most`,
    excluded.length > 0 && `not asked again: ${excluded.join(', ')}`,
    ring > 0 && `language relaxed ${ring} ${ring === 1 ? 'time' : 'times'}`,
    standing.callBackPromised && 'call-back promised',
    push.state !== 'off' && `Pipedrive: ${push.state}${push.reason === null ? '' : ` (${push.reason})`}`,
  ].filter((fact) => fact !== false);
  const heading = `**${outcome === null ? phase : `${phase}: ${outcome}`}**`;
  return [[heading, ...facts].join(' · '), ...(standing.choice ? ['', ...explain(standing.choice)] : [])].join('\n');
}

function explain({
  chosen,
  matched,
  waitingSince,
  ruleVersion,
  considered,
  eligible,
  ...others
}: TurnChoice): string[] {
  const who =
    chosen === null ? 'Nobody could be asked' : `Consultant ${chosen}: ${matched} match, waiting since ${waitingSince}`;
  const counts = Object.entries(others.counts).map(([reason, count]) => `${count} ${reason}`);
  return [
    `${who} · ${eligible} of ${considered} eligible · rule ${ruleVersion}`,
    ...(others.passedOver.length > 0 ? ['', '| passed over | because |', '|---|---|'] : []),
    ...others.passedOver.map(({ id, reason }) => `| ${id} | ${reason} |`),
    ...(counts.length > 0 ? ['', `In all: ${counts.join(', ')}`] : []),
  ];
}
