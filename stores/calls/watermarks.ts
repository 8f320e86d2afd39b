import type { StoreContext } from '../database.ts';
import type { CallStore } from './contract.ts';
import { watermarksUpsert } from './upserts.ts';

type WatermarkMethods = Pick<CallStore, 'watermark' | 'advanceWatermark'>;

export const createWatermarks = ({ db, portable, transact }: StoreContext): WatermarkMethods => ({
  async watermark(account, campaign) {
    const row = await db
      .selectFrom('call_watermarks')
      .select('complete_to')
      .where('account', '=', account)
      .where('campaign_id', '=', campaign)
      .executeTakeFirst();
    return row?.complete_to ?? null;
  },

  advanceWatermark: (account, campaign, to) =>
    transact(async (trx) => {
      await portable.upsert(trx, watermarksUpsert, [[account, campaign, to]]);
      await trx
        .updateTable('call_watermarks')
        .set({ complete_to: to })
        .where('account', '=', account)
        .where('campaign_id', '=', campaign)
        .where('complete_to', '<', to)
        .execute();
    }),
});
