import type { Scalar } from '../../rules/calls/types.ts';
import type { StoreContext } from '../database.ts';
import type { UpsertTable } from '../dialects/portable.ts';
import { outboxTable, outboxValues } from '../outbox/enqueue.ts';
import { consultantRow } from './consultantRow.ts';
import type { Caller, ConsultantStore, NumberAsked, NumberOutcome, Turn, TurnAsked, TurnOutcome } from './contract.ts';
import { sharedDesk, type Desk } from './desk.ts';
import { keepAnswer, keptAnswer } from './once.ts';
import { eventsTable, eventValues } from './record.ts';
import { COST, type Choice } from './rota.ts';
import type { Issue } from './series.ts';
import { HANDOVER_TOPIC } from './topics.ts';
import { beginWeek } from './week.ts';

/** Whose turn it is, and under which number. */
export function createTurns(context: StoreContext): Pick<ConsultantStore, 'takeTurn' | 'takeNumber'> {
  const atTheDesk = sharedDesk(context);
  return {
    takeTurn: (asked) => atTheDesk((desk) => giveTurn(desk, asked)),
    takeNumber: (asked) => atTheDesk((desk) => giveNumber(desk, asked)),
  };
}

async function giveTurn(desk: Desk, asked: TurnAsked): Promise<TurnOutcome> {
  const { language, policy, once, preferredId, lease, mayWait, numbering } = asked;
  const kept = await keptAnswer<Turn>(desk.trx, once, asked.at);
  if (kept?.kind === 'kept') return { kind: 'given', turn: kept.answer, replayed: true };
  if (kept) return kept;

  const rota = await desk.rota();
  const issue = await desk.series.next(numbering, asked.at);
  const { at, number } = issue;
  if (policy.fairShare) await beginWeek(desk.series, rota, numbering.day, at);
  const request = { language, at, ...(preferredId !== undefined && { preferredId }) };
  const found = await rota.choose(request, policy);
  const { choice, chosen } = found;
  if (!chosen && !mayWait) return { kind: 'nobody', choice };
  await desk.series.use(issue);
  // Its id grows across all series, so it also orders the turns of one millisecond.
  const protocolId = await insertProtocol(desk, issue, { origin: 'turn', consultantId: choice.chosen, language });
  if (chosen) rota.give(chosen.id, { at, turn: protocolId, lease });
  if (chosen && policy.fairShare)
    rota.share({ language, mode: policy.languageMode, chosen: chosen.id, insteadOf: null });
  beginHandover(desk, { issue, protocolId, language, found, lease }, { ...asked, at });
  const consultant = chosen && consultantRow({ ...chosen, last_offered_at: at });
  const turn: Turn = { protocolId, number, issuedAt: at, consultant };
  await keepAnswer(desk.trx, once, turn);
  return { kind: 'given', turn, replayed: false };
}

async function giveNumber(desk: Desk, asked: NumberAsked): Promise<NumberOutcome> {
  const { needsActive, attach, once } = asked;
  const kept = await keptAnswer<string>(desk.trx, once, asked.at);
  if (kept?.kind === 'kept') return { kind: 'given', number: kept.answer, replayed: true };
  if (kept) return kept;

  const someone = needsActive || attach ? (await desk.rota()).anyoneActive : null;
  if (needsActive && someone === null) return { kind: 'nobody-active' };
  const issue = await desk.series.next(asked.numbering, asked.at);
  await desk.series.use(issue);
  const consultantId = asked.consultantId ?? (attach ? someone : null);
  await insertProtocol(desk, issue, { origin: 'number', consultantId, language: null });
  const { number, at } = issue;
  const event = { key: `number:${number}`, kind: 'number', number, consultantId, detail: {} };
  desk.write(eventsTable, eventValues(event, { ...asked, at }));
  await keepAnswer(desk.trx, once, number);
  return { kind: 'given', number, replayed: false };
}

interface NewProtocol {
  readonly origin: 'turn' | 'number';
  readonly consultantId: number | null;
  readonly language: string | null;
}

const insertProtocol = (
  { trx, portable }: Desk,
  { number, series, sequence, at }: Issue,
  { origin, consultantId, language }: NewProtocol,
): Promise<number> =>
  portable.insertedId(
    trx.insertInto('protocols').values({
      number,
      series,
      sequence,
      consultant_id: consultantId,
      origin,
      language,
      version: 1,
      created_at: at,
      updated_at: at,
    }),
  );

const insertInto = (name: string, key: readonly string[], columns: readonly string[]): UpsertTable => ({
  name,
  columns,
  key,
  keep: columns,
});
const handoversTable = insertInto(
  'consultant_handovers',
  ['protocol_id'],
  [
    'protocol_id',
    'number',
    'language',
    'phase',
    'offer_no',
    'consultant_id',
    'requested_at',
    'call_back_promised',
    'updated_at',
  ],
);
const offersTable = insertInto(
  'consultant_offers',
  ['number', 'offer_no'],
  [
    'number',
    'offer_no',
    'consultant_id',
    'cost',
    'given_turn',
    'given_at',
    'taken_turn',
    'taken_at',
    'choice',
    'acquired_at',
  ],
);

interface Assignment {
  readonly issue: Issue;
  readonly protocolId: number;
  readonly language: string;
  readonly found: Choice;
  readonly lease: boolean;
}

/** The first page of a hand-over: where it stands, the offer, why, and that its workflow is to be started. */
function beginHandover(desk: Desk, assignment: Assignment, caller: Caller): void {
  const { issue, protocolId, language, found, lease } = assignment;
  const { choice, chosen } = found;
  const { number, at } = issue;
  const id = chosen?.id ?? null;
  const phase = chosen ? 'offered' : 'waiting';
  desk.write(handoversTable, [protocolId, number, language, phase, chosen ? 1 : 0, id, at, 0, at]);
  if (chosen && lease) {
    const taken: Scalar[] = [chosen.last_turn, chosen.last_offered_at];
    desk.write(offersTable, [number, 1, id, COST, protocolId, at, ...taken, JSON.stringify(choice), at]);
  }
  const event = { key: `turn:${number}`, kind: 'turn', number, consultantId: id, detail: { language, ...choice } };
  desk.write(eventsTable, eventValues(event, caller));
  const payload = { consultantId: id, requestedAt: at, lease, language, choice };
  desk.write(outboxTable, outboxValues({ topic: HANDOVER_TOPIC, subject: number, payload }, at));
}
