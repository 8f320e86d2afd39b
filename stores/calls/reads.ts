import { sql } from 'kysely';
import type { CallWindow } from '../../schemas/calls.ts';
import { decodeTexts, pageOf } from '../cursor.ts';
import type { Db, StoreContext } from '../database.ts';
import type { CallRecord, CallStore } from './contract.ts';

type ReadMethods = Pick<
  CallStore,
  'countCalls' | 'callIds' | 'listCalls' | 'latestRaws' | 'nonFinalInstants' | 'mailingAliases' | 'counters'
>;

/** Calls of a window that the vendor still lists. Answered from the index `ix_calls_window` alone. */
export const presentCalls = (db: Db, account: string, { campaign, from, to }: CallWindow) =>
  db
    .selectFrom('calls')
    .where('account', '=', account)
    .where('placed_campaign', '=', campaign)
    .where('placed_at', '>=', from)
    .where('placed_at', '<', to)
    .where('missing_since', 'is', null);

/** One instant an hour tells every zone which days are meant. */
const HOUR_LENGTH = 'YYYY-MM-DDTHH'.length;

const countBy = (rows: readonly { name: string; found: number }[]): Record<string, number> =>
  Object.fromEntries(rows.map(({ name, found }) => [name, Number(found)]));

export const createReads = ({ db, portable }: StoreContext): ReadMethods => ({
  async countCalls(account, window) {
    const { found } = await presentCalls(db, account, window)
      .select((eb) => eb.fn.countAll<number>().as('found'))
      .executeTakeFirstOrThrow();
    return Number(found);
  },

  callIds: async (account, window) =>
    (await presentCalls(db, account, window).select('id').execute()).map(({ id }) => id),

  async listCalls({ campaign, from, to, cursor, limit }) {
    let query = db.selectFrom('calls').selectAll();
    if (campaign !== undefined) query = query.where('placed_campaign', '=', campaign);
    if (from !== undefined) query = query.where('placed_at', '>=', from);
    if (to !== undefined) query = query.where('placed_at', '<', to);
    if (cursor !== undefined) {
      const [at, id, account] = decodeTexts(cursor);
      query = query.where((eb) =>
        eb('placed_at', '>=', at).and(
          eb.or([eb('placed_at', '>', at), eb('id', '>', id), eb('id', '=', id).and('account', '>', account)]),
        ),
      );
    }
    const ordered = query.orderBy('placed_at').orderBy('id').orderBy('account');
    const rows = await portable.first(ordered, limit + 1).execute();
    return pageOf(
      rows,
      limit,
      (row): CallRecord => ({ ...row }),
      ({ placed_at, id, account }) => [placed_at, id, account],
    );
  },

  async latestRaws(account, campaign, before, limit) {
    const rows = await portable
      .first(
        db
          .selectFrom('calls as c')
          .innerJoin('call_raw as r', (join) =>
            join.onRef('r.account', '=', 'c.account').onRef('r.call_id', '=', 'c.id'),
          )
          .select('r.raw')
          .where('c.account', '=', account)
          .where('c.placed_campaign', '=', campaign)
          .where('c.placed_at', '<', before)
          .where('r.execution_id', 'is not', null)
          .orderBy('c.placed_at', 'desc'),
        limit,
      )
      .execute();
    return rows.map(({ raw }) => raw);
  },

  async nonFinalInstants(account, since) {
    const rows = await db
      .selectFrom('calls')
      .select(['placed_campaign', 'placed_at'])
      .distinct()
      .where('account', '=', account)
      // Written out, not bound: the partial index is found by its text.
      .where('is_final', '=', portable.no)
      .where('placed_at', '>=', since)
      .where('missing_since', 'is', null)
      .orderBy('placed_at')
      .execute();
    const hours = new Map<string, { campaign: number; at: string }>();
    for (const { placed_campaign: campaign, placed_at: at } of rows) {
      const hour = `${campaign} ${at.slice(0, HOUR_LENGTH)}`;
      if (!hours.has(hour)) hours.set(hour, { campaign, at });
    }
    return [...hours.values()];
  },

  async mailingAliases(account, campaign) {
    const rows = await db
      .selectFrom('mailing_aliases')
      .select(['campaign_id', 'normalised_name', 'legacy_column'])
      .where('account', '=', account)
      .where((eb) => eb.or([eb('campaign_id', 'is', null), eb('campaign_id', '=', campaign)]))
      .execute();
    const ofAccount = rows.filter((row) => row.campaign_id === null);
    const ofCampaign = rows.filter((row) => row.campaign_id !== null);
    return Object.fromEntries([...ofAccount, ...ofCampaign].map((row) => [row.normalised_name, row.legacy_column]));
  },

  async counters() {
    const count = sql<number>`count(*)`.as('found');
    const calls = await db.selectFrom('calls').select(count).executeTakeFirstOrThrow();
    const open = await db
      .selectFrom('call_quarantine')
      .where('resolved_at', 'is', null)
      .select(count)
      .executeTakeFirstOrThrow();
    const windows = await db.selectFrom('call_windows').groupBy('state').select(['state as name', count]).execute();
    const runs = await db.selectFrom('execution_logs').groupBy('status').select(['status as name', count]).execute();
    const events = await db
      .selectFrom('call_events')
      .select(['outcome as name', 'events as found'])
      .where('events', '>', 0)
      .execute();
    return {
      calls: Number(calls.found),
      quarantineOpen: Number(open.found),
      windowsByState: countBy(windows),
      executionsByStatus: countBy(runs),
      eventsByOutcome: countBy(events),
    };
  },
});
