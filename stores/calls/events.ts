import type { StoreContext } from '../database.ts';
import type { CallStore } from './contract.ts';
import { eventsUpsert, resyncUpsert } from './upserts.ts';

type EventMethods = Pick<CallStore, 'requestResync' | 'resyncs' | 'settleResync' | 'noteEvent' | 'lastEventAt'>;

/** An outcome that no event has: since when events are waited for. */
const WAITING = 'waiting';

export const createEvents = ({ db, portable, transact }: StoreContext): EventMethods => ({
  requestResync: (account, { campaign, day, requestedAt }) =>
    transact((trx) => portable.upsert(trx, resyncUpsert, [[account, campaign, day, requestedAt]])),

  async resyncs(account) {
    const rows = await db
      .selectFrom('call_resync')
      .selectAll()
      .where('account', '=', account)
      .orderBy('day')
      .orderBy('campaign_id')
      .execute();
    return rows.map((row) => ({ campaign: row.campaign_id, day: row.day, requestedAt: row.requested_at }));
  },

  async settleResync(account, { campaign, day, requestedAt }) {
    await db
      .deleteFrom('call_resync')
      .where('account', '=', account)
      .where('campaign_id', '=', campaign)
      .where('day', '=', day)
      .where('requested_at', '<=', requestedAt)
      .execute();
  },

  noteEvent: (account, outcome, at) =>
    transact(async (trx) => {
      await portable.upsert(trx, eventsUpsert, [[account, outcome, 0, at]]);
      await trx
        .updateTable('call_events')
        .set((eb) => ({ events: eb('events', '+', 1), last_at: at }))
        .where('account', '=', account)
        .where('outcome', '=', outcome)
        .execute();
    }),

  async lastEventAt(account, now) {
    const newest = () =>
      db
        .selectFrom('call_events')
        .select((eb) => eb.fn.max('last_at').as('at'))
        .where('account', '=', account)
        .where('outcome', '<>', 'refused')
        .executeTakeFirst();
    const known = (await newest())?.at;
    if (known) return known;
    await transact((trx) => portable.upsert(trx, eventsUpsert, [[account, WAITING, 0, now]]));
    return (await newest())?.at ?? now;
  },
});
