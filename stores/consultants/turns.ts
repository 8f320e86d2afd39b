import type { TurnChoice } from '../../rules/consultants/turn.ts';
import type { StoreContext, Trx } from '../database.ts';
import type { Portable } from '../dialects/portable.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { choose, takePlace } from './choice.ts';
import { consultantRow } from './consultantRow.ts';
import type { Caller, ConsultantRow, ConsultantStore, Turn } from './contract.ts';
import { beginWeek, shareRequest } from './fairShare.ts';
import { keepAnswer, keptAnswer } from './once.ts';
import { record } from './record.ts';
import { nextNumber, oneAtATime, useNumber, type Issue } from './series.ts';
import { HANDOVER_TOPIC } from './topics.ts';

/** An offer that nobody measures the cost of. */
const COST = 1;

interface NewProtocol {
  readonly origin: 'turn' | 'number';
  readonly consultantId: number | null;
  readonly language: string | null;
}

const insertProtocol = (
  trx: Trx,
  portable: Portable,
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

type Taken = Pick<ConsultantRow, 'id' | 'lastOfferedAt'> & { readonly lastTurn: number };

interface Assignment {
  readonly issue: Issue;
  readonly protocolId: number;
  readonly language: string;
  readonly choice: TurnChoice;
  readonly taken: Taken | null;
  readonly lease: boolean;
}

/** The first page of a hand-over: where it stands, the offer, why, and that its workflow is to be started. */
async function beginHandover(trx: Trx, portable: Portable, assignment: Assignment, caller: Caller): Promise<void> {
  const { issue, protocolId, language, choice, taken, lease } = assignment;
  const { number, at } = issue;
  const consultantId = taken?.id ?? null;
  await trx
    .insertInto('consultant_handovers')
    .values({
      protocol_id: protocolId,
      number,
      language,
      phase: taken ? 'offered' : 'waiting',
      outcome: null,
      offer_no: taken ? 1 : 0,
      consultant_id: consultantId,
      requested_at: at,
      call_back_promised: 0,
      updated_at: at,
    })
    .execute();
  if (taken && lease) {
    await trx
      .insertInto('consultant_offers')
      .values({
        number,
        offer_no: 1,
        consultant_id: consultantId,
        cost: COST,
        given_turn: protocolId,
        given_at: at,
        taken_turn: taken.lastTurn,
        taken_at: taken.lastOfferedAt,
        choice: JSON.stringify(choice),
        acquired_at: at,
      })
      .execute();
  }
  const event = { key: `turn:${number}`, kind: 'turn', number, consultantId, detail: { language, ...choice } };
  await record(trx, portable, event, caller);
  const payload = { consultantId, requestedAt: at, lease, language, choice };
  await enqueue(trx, { topic: HANDOVER_TOPIC, subject: number, payload }, at);
}

/** Whose turn it is, and under which number. */
export const createTurns = ({
  transact,
  portable,
}: StoreContext): Pick<ConsultantStore, 'takeTurn' | 'takeNumber'> => ({
  takeTurn: (asked) =>
    transact(async (trx) => {
      const { language, policy, once, preferredId, lease, mayWait } = asked;
      await oneAtATime(trx, portable);
      const kept = await keptAnswer<Turn>(trx, once, asked.at);
      if (kept?.kind === 'kept') return { kind: 'given', turn: kept.answer, replayed: true };
      if (kept) return kept;

      const issue = await nextNumber(trx, asked.numbering, asked.at);
      if (policy.fairShare) await beginWeek(trx, asked.numbering.day, issue.at);
      const request = { language, at: issue.at, ...(preferredId !== undefined && { preferredId }) };
      const { choice, chosen, people } = await choose(trx, request, policy);
      if (!chosen && !mayWait) return { kind: 'nobody', choice };
      await useNumber(trx, issue);
      const protocol = { origin: 'turn', consultantId: choice.chosen, language } as const;
      // Its id grows across all series, so it also orders the turns of one millisecond.
      const protocolId = await insertProtocol(trx, portable, issue, protocol);
      if (chosen) await takePlace(trx, chosen.id, { at: issue.at, turn: protocolId });
      if (chosen && policy.fairShare) {
        const mode = policy.languageMode;
        await shareRequest(trx, people, { language, mode, chosen: chosen.id, insteadOf: null });
      }
      const taken = chosen && { id: chosen.id, lastOfferedAt: chosen.last_offered_at, lastTurn: chosen.last_turn };
      await beginHandover(
        trx,
        portable,
        { issue, protocolId, language, choice, taken, lease },
        { ...asked, at: issue.at },
      );
      const consultant = chosen && consultantRow({ ...chosen, last_offered_at: issue.at });
      const turn: Turn = { protocolId, number: issue.number, issuedAt: issue.at, consultant };
      await keepAnswer(trx, once, turn);
      return { kind: 'given', turn, replayed: false };
    }),

  takeNumber: (asked) =>
    transact(async (trx) => {
      await oneAtATime(trx, portable);
      const kept = await keptAnswer<string>(trx, asked.once, asked.at);
      if (kept?.kind === 'kept') return { kind: 'given', number: kept.answer, replayed: true };
      if (kept) return kept;

      const someone = asked.needsActive || asked.attach ? await anyoneActive(trx, portable) : undefined;
      if (asked.needsActive && someone === undefined) return { kind: 'nobody-active' };
      const issue = await nextNumber(trx, asked.numbering, asked.at);
      await useNumber(trx, issue);
      const consultantId = asked.consultantId ?? (asked.attach ? (someone ?? null) : null);
      await insertProtocol(trx, portable, issue, { origin: 'number', consultantId, language: null });
      const { number, at } = issue;
      const event = { key: `number:${number}`, kind: 'number', number, consultantId, detail: {} };
      await record(trx, portable, event, { ...asked, at });
      await keepAnswer(trx, asked.once, number);
      return { kind: 'given', number, replayed: false };
    }),
});

async function anyoneActive(trx: Trx, portable: Portable): Promise<number | undefined> {
  const active = trx
    .selectFrom('consultants')
    .select('id')
    .where('deleted_at', 'is', null)
    .where('active', '<>', portable.no)
    .orderBy('id');
  return (await portable.first(active, 1).executeTakeFirst())?.id;
}
