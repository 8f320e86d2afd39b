import { sql } from 'kysely';
import type { StoreContext } from '../database.ts';
import type { OutboxStore } from './contract.ts';
import { createOutboxPurge } from './purge.ts';

/** The repository of what is to be done after transactions. */
export const createOutboxStore = ({ db, transact, portable }: StoreContext): OutboxStore => ({
  ...createOutboxPurge({ db, portable }),

  claim: (topic, { now, leaseMs, limit }) =>
    transact(async (trx) => {
      const waiting = trx
        .selectFrom('outbox')
        .select(['id', 'topic', 'subject', 'payload', 'attempts'])
        .where('topic', '=', topic)
        .where('done_at', 'is', null)
        .where('claimed_until', '<=', now)
        .orderBy('id');
      const rows = await portable.forChange(portable.first(waiting, limit)).execute();
      if (rows.length === 0) return [];
      const until = new Date(Date.parse(now) + leaseMs).toISOString();
      await trx
        .updateTable('outbox')
        .set((eb) => ({ claimed_until: until, attempts: eb('attempts', '+', 1) }))
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        )
        .execute();
      return rows.map(({ payload, attempts, ...row }) => ({
        ...row,
        payload: JSON.parse(payload) as Record<string, unknown>,
        attempts: attempts + 1,
      }));
    }),

  async settle(ids, at) {
    if (ids.length === 0) return;
    await db.updateTable('outbox').set({ done_at: at }).where('id', 'in', ids).execute();
  },

  async postpone(id, notBefore) {
    await db.updateTable('outbox').set({ claimed_until: notBefore }).where('id', '=', id).execute();
  },

  async backlog() {
    const rows = await db
      .selectFrom('outbox')
      .where('done_at', 'is', null)
      .groupBy('topic')
      .select((eb) => ['topic', sql<number>`count(*)`.as('waiting'), eb.fn.min('created_at').as('oldest')])
      .execute();
    return Object.fromEntries(
      rows.map(({ topic, waiting, oldest }) => [topic, { waiting: Number(waiting), oldest: oldest ?? null }]),
    );
  },
});
