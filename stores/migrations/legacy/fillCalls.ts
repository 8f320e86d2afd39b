import { LEGACY_HASH, type LegacyCall } from '../../../rules/calls/legacy.ts';
import type { Scalar } from '../../../rules/calls/types.ts';
import { callsUpsert, odditiesUpsert } from '../../calls/upserts.ts';
import { rowsById } from './batches.ts';
import type { Filling } from './takeOver.ts';

/** Campaign of calls that name none. */
const NO_CAMPAIGN = 0;

/** In the order of `callsUpsert`. A call without a date stands at the moment when the robot stored it. */
const callValues = (account: string, { campaignId, at, createdAt, updatedAt, values }: LegacyCall): Scalar[] => [
  account,
  LEGACY_HASH,
  campaignId ?? NO_CAMPAIGN,
  at ?? createdAt,
  null,
  createdAt,
  updatedAt,
  createdAt,
  updatedAt,
  ...values,
];

const oddityValues = (account: string, { id, oddities }: LegacyCall): Scalar[][] =>
  oddities.map(({ field, rule, original }) => [account, id, field, rule, original, null]);

export async function fillCalls({ trx, portable, owner: { account }, readers, onRows }: Filling): Promise<number> {
  let done = 0;
  for await (const rows of rowsById(trx, portable, 'legacy_calls')) {
    const calls = rows.map(readers.call);
    await portable.upsert(
      trx,
      callsUpsert,
      calls.map((call) => callValues(account, call)),
    );
    const oddities = calls.flatMap((call) => oddityValues(account, call));
    if (oddities.length > 0) await portable.upsert(trx, odditiesUpsert, oddities);
    onRows((done += rows.length));
  }
  return 0;
}
