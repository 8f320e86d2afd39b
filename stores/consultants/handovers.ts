import type { Selectable } from 'kysely';
import { isNoNews } from '../../rules/consultants/handoverOrder.ts';
import { returnedPlace } from '../../rules/consultants/turnOrder.ts';
import type { TurnChoice } from '../../rules/consultants/turn.ts';
import { decodeNumber, pageOf } from '../cursor.ts';
import type { StoreContext, Trx } from '../database.ts';
import type { Portable } from '../dialects/portable.ts';
import { tellAvailable } from './available.ts';
import type { ConsultantStore, HandoverRow, LeaseEnd } from './contract.ts';
import { oneAtATime, openDesk } from './desk.ts';
import { record } from './record.ts';
import { COST, openLoads } from './rota.ts';
import type { HandoversTable, OffersTable } from './tables.ts';

type Handovers = Pick<
  ConsultantStore,
  | 'handover'
  | 'listHandovers'
  | 'waitingHandovers'
  | 'recordHandover'
  | 'recordEvent'
  | 'offerNext'
  | 'releaseLease'
  | 'openLoad'
>;

const handoverRow = (row: Selectable<HandoversTable>): HandoverRow => ({
  protocolId: row.protocol_id,
  number: row.number,
  language: row.language,
  phase: row.phase,
  outcome: row.outcome,
  offerNo: row.offer_no,
  consultantId: row.consultant_id,
  requestedAt: row.requested_at,
  updatedAt: row.updated_at,
  callBackPromised: row.call_back_promised !== 0,
});

export const createHandovers = ({ db, transact, portable }: StoreContext): Handovers => ({
  async handover(number) {
    const row = await db.selectFrom('consultant_handovers').selectAll().where('number', '=', number).executeTakeFirst();
    return row ? handoverRow(row) : null;
  },

  async listHandovers({ phase, consultantId, cursor, limit }) {
    let query = db.selectFrom('consultant_handovers').selectAll();
    if (phase !== undefined) query = query.where('phase', '=', phase);
    if (consultantId !== undefined) query = query.where('consultant_id', '=', consultantId);
    if (cursor !== undefined) query = query.where('protocol_id', '<', decodeNumber(cursor));
    const rows = await portable.first(query.orderBy('protocol_id', 'desc'), limit + 1).execute();
    return pageOf(rows, limit, handoverRow, ({ protocol_id: id }) => [id]);
  },

  async waitingHandovers(atMost) {
    const waiting = db.selectFrom('consultant_handovers').selectAll().where('phase', '=', 'waiting');
    return (await portable.first(waiting.orderBy('protocol_id'), atMost).execute()).map(handoverRow);
  },

  recordHandover: (row, event, caller) =>
    transact(async (trx) => {
      const query = trx.selectFrom('consultant_handovers').selectAll().where('number', '=', row.number);
      const stored = handoverRow(await portable.forChange(query).executeTakeFirstOrThrow());
      if (isNoNews(row, stored)) return;
      await trx
        .updateTable('consultant_handovers')
        .set({
          phase: row.phase,
          outcome: row.outcome,
          offer_no: row.offerNo,
          consultant_id: row.consultantId,
          updated_at: row.updatedAt,
          call_back_promised: Number(row.callBackPromised),
        })
        .where('number', '=', row.number)
        .execute();
      await record(trx, portable, event, caller);
    }),

  recordEvent: (event, caller) => transact((trx) => record(trx, portable, event, caller)),

  offerNext: ({ number, offerNo, excluded, reach, policy, ...caller }) =>
    transact(async (trx) => {
      const desk = await openDesk(trx, portable);
      const made = await findOffer(trx, number, offerNo);
      if (made) return { consultantId: made.consultant_id, choice: JSON.parse(made.choice) as TurnChoice };

      const { protocol_id: turn, language } = await trx
        .selectFrom('consultant_handovers')
        .select(['protocol_id', 'language'])
        .where('number', '=', number)
        .executeTakeFirstOrThrow();
      const rota = await desk.rota();
      const at = await desk.series.instant(caller.at);
      const request = { language, at, excluded, ...(reach !== null && { reach }) };
      const { choice, chosen } = await rota.choose(request, policy);
      await trx
        .insertInto('consultant_offers')
        .values({
          number,
          offer_no: offerNo,
          consultant_id: choice.chosen,
          cost: COST,
          given_turn: turn,
          given_at: at,
          taken_turn: chosen?.last_turn ?? 0,
          taken_at: chosen?.last_offered_at ?? null,
          choice: JSON.stringify(choice),
          acquired_at: at,
          ...(chosen === null && { released_at: at, released_because: 'nobody' }),
        })
        .execute();
      if (chosen) rota.give(chosen.id, { at, turn, lease: true });
      if (chosen && policy.fairShare) {
        const insteadOf = await hadIt(trx, portable, number, offerNo);
        rota.share({ language, mode: policy.languageMode, chosen: chosen.id, insteadOf });
      }
      await trx.updateTable('protocols').set({ consultant_id: choice.chosen }).where('number', '=', number).execute();
      await trx
        .updateTable('consultant_handovers')
        .set({
          phase: chosen ? 'offered' : 'waiting',
          offer_no: offerNo,
          consultant_id: choice.chosen,
          updated_at: at,
        })
        .where('number', '=', number)
        .execute();
      const event = { key: `offer:${number}:${offerNo}`, kind: 'offer', number, consultantId: choice.chosen };
      await record(trx, portable, { ...event, detail: { offerNo, language, ...choice } }, { ...caller, at });
      await desk.save();
      return { consultantId: choice.chosen, choice };
    }),

  releaseLease: (end) =>
    transact(async (trx) => {
      await oneAtATime(trx, portable);
      const offer = await findOffer(trx, end.number, end.offerNo);
      if (!offer || offer.released_at !== null) return;
      await trx
        .updateTable('consultant_offers')
        .set({ released_at: end.at, released_because: end.because })
        .where('number', '=', end.number)
        .where('offer_no', '=', end.offerNo)
        .execute();
      await settlePerson(trx, offer, end);
      const { number, offerNo, consultantId, because, keepsTurn, notResponding, served } = end;
      const event = { key: `released:${number}:${offerNo}`, kind: 'released', number, consultantId };
      await record(trx, portable, { ...event, detail: { offerNo, because, keepsTurn, notResponding, served } }, end);
      await tellAvailable(trx, portable, { consultantId, cause: event.key }, end.at);
    }),

  openLoad: () => transact(openLoads),
});

const findOffer = (trx: Trx, number: string, offerNo: number) =>
  trx
    .selectFrom('consultant_offers')
    .selectAll()
    .where('number', '=', number)
    .where('offer_no', '=', offerNo)
    .executeTakeFirst();

/** Who was offered a request last, before an offer. */
async function hadIt(trx: Trx, portable: Portable, number: string, offerNo: number): Promise<number | null> {
  const earlier = trx
    .selectFrom('consultant_offers')
    .select('consultant_id')
    .where('number', '=', number)
    .where('offer_no', '<', offerNo)
    .where('consultant_id', 'is not', null)
    .orderBy('offer_no', 'desc');
  return (await portable.first(earlier, 1).executeTakeFirst())?.consultant_id ?? null;
}

/** What the end of an offer means for the person who had it (D-22, D-35, D-39). */
async function settlePerson(trx: Trx, offer: Selectable<OffersTable>, end: LeaseEnd): Promise<void> {
  const person = await trx
    .selectFrom('consultants')
    .select(['id', 'last_offered_at', 'last_turn', 'missed_in_a_row', 'not_responding_since', 'service_ended_at'])
    .where('id', '=', end.consultantId)
    .executeTakeFirst();
  if (!person) return;
  const current = { lastOfferedAt: person.last_offered_at, lastTurn: person.last_turn };
  const place = end.keepsTurn
    ? returnedPlace(current, {
        given: { lastOfferedAt: offer.given_at, lastTurn: offer.given_turn },
        taken: { lastOfferedAt: offer.taken_at, lastTurn: offer.taken_turn },
      })
    : current;
  const cameToNothing = end.because === 'refused' || end.because === 'expired';
  await trx
    .updateTable('consultants')
    .set({
      last_offered_at: place.lastOfferedAt,
      last_turn: place.lastTurn ?? 0,
      missed_in_a_row: end.served ? 0 : person.missed_in_a_row + Number(cameToNothing),
      not_responding_since: end.notResponding ? end.at : person.not_responding_since,
      service_ended_at: end.served ? end.at : person.service_ended_at,
    })
    .where('id', '=', person.id)
    .execute();
}
