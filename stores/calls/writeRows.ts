import type { NormalisedCall, NormalisedMailing, Scalar } from '../../rules/calls/types.ts';
import type { Trx } from '../database.ts';
import type { Portable } from '../dialects/portable.ts';
import { mailingRow } from './mailingRow.ts';
import { callRawUpsert, callsUpsert, mailingColumnsUpsert, mailingUpsert, odditiesUpsert } from './upserts.ts';

/** Whose calls they are, when they were read, by which execution (null: by none), and where undated ones are placed. */
export interface Reading {
  readonly account: string;
  readonly at: string;
  readonly executionId: number | null;
  /** Campaign asked for; 0 = none was. */
  readonly campaign: number;
  readonly undatedAt: string;
}

interface Stored {
  readonly id: string;
  readonly content_hash: string;
  readonly missing_since: string | null;
  readonly placed_campaign: number;
  readonly placed_at: string;
}

export interface WrittenRows {
  inserted: number;
  updated: number;
  unchanged: number;
}

/** Original names of mailing columns that the dictionary is known to hold; filled only after a commit. */
export type KnownNames = Pick<Set<string>, 'has'>;

/** The last one of each id, in the order of first appearance (5.7). */
const lastOfEach = (calls: readonly NormalisedCall[]): NormalisedCall[] => [
  ...new Map(calls.map((call) => [call.id, call])).values(),
];

/** A call stands at its own campaign and instant; without them it stays at the window that returned it first (5.2). */
const callValues = (
  call: NormalisedCall,
  { account, at, campaign, undatedAt }: Reading,
  before: Stored | undefined,
): Scalar[] => [
  account,
  call.contentHash,
  call.campaignId ?? before?.placed_campaign ?? campaign,
  call.at ?? before?.placed_at ?? undatedAt,
  null,
  at,
  at,
  at,
  at,
  ...call.values,
];

const rawValues = (call: NormalisedCall, { account, at, executionId }: Reading): Scalar[] => [
  account,
  call.id,
  call.contentHash,
  at,
  executionId,
  call.raw,
];

type CallWithMailing = NormalisedCall & { readonly mailing: NormalisedMailing };
const hasMailing = (call: NormalisedCall): call is CallWithMailing => call.mailing !== null;

const mailingValues = ({ id: callId, contentHash, mailing }: CallWithMailing, { account, at }: Reading): Scalar[] =>
  mailingRow({ account, callId, copy: 0, contentHash, createdAt: at, updatedAt: at }, mailing);

const oddityValues = (call: NormalisedCall, { account, executionId }: Reading): Scalar[][] =>
  call.oddities.map(({ field, rule, original }) => [account, call.id, field, rule, original, executionId]);

function newNames(calls: readonly NormalisedCall[], known: KnownNames): Map<string, string> {
  const names = new Map<string, string>();
  for (const { mailing } of calls) {
    for (const { name, normalisedName } of mailing?.entries ?? [])
      if (!known.has(name)) names.set(name, normalisedName);
  }
  return names;
}

/**
 * Upserts calls with their raw text, mailing and oddities inside the caller's transaction (C-6, C-13). A call whose hash
 * is stored already writes nothing, except that it is no longer missing. Of an id that comes twice the last one wins and
 * the others count as unchanged.
 * @returns what became of the rows, and the mailing names that the dictionary holds once the transaction is committed
 */
export async function writeRows(
  trx: Trx,
  portable: Portable,
  reading: Reading,
  rows: readonly NormalisedCall[],
  known: KnownNames,
): Promise<{ counts: WrittenRows; names: Iterable<string> }> {
  const calls = lastOfEach(rows);
  const stored = await trx
    .selectFrom('calls')
    .select(['id', 'content_hash', 'missing_since', 'placed_campaign', 'placed_at'])
    .where('account', '=', reading.account)
    .where('id', 'in', portable.texts(calls.map(({ id }) => id)))
    .execute();
  const storedById = new Map<string, Stored>(stored.map((row) => [row.id, row]));
  const changed = calls.filter(({ id, contentHash }) => storedById.get(id)?.content_hash !== contentHash);
  const updated = changed.filter(({ id }) => storedById.has(id)).map(({ id }) => id);
  const counts = {
    inserted: changed.length - updated.length,
    updated: updated.length,
    unchanged: rows.length - changed.length,
  };

  if (stored.some(({ missing_since }) => missing_since !== null)) await markPresent(trx, portable, reading, calls);
  if (changed.length === 0) return { counts, names: [] };

  const names = newNames(changed, known);
  const withMailing = changed.filter(hasMailing);
  await portable.upsert(
    trx,
    callsUpsert,
    changed.values().map((call) => callValues(call, reading, storedById.get(call.id))),
  );
  await portable.upsert(
    trx,
    callRawUpsert,
    changed.values().map((call) => rawValues(call, reading)),
  );
  await portable.upsert(
    trx,
    mailingUpsert,
    withMailing.values().map((call) => mailingValues(call, reading)),
  );
  if (names.size > 0) await portable.upsert(trx, mailingColumnsUpsert, [...names]);
  await replaceOddities(trx, portable, reading, changed, updated);
  return { counts, names: names.keys() };
}

const markPresent = (trx: Trx, portable: Portable, { account }: Reading, calls: readonly NormalisedCall[]) =>
  trx
    .updateTable('calls')
    .set({ missing_since: null })
    .where('account', '=', account)
    .where('id', 'in', portable.texts(calls.map(({ id }) => id)))
    .where('missing_since', 'is not', null)
    .execute();

async function replaceOddities(
  trx: Trx,
  portable: Portable,
  reading: Reading,
  changed: readonly NormalisedCall[],
  updated: readonly string[],
): Promise<void> {
  if (updated.length > 0) {
    await trx
      .deleteFrom('call_oddities')
      .where('account', '=', reading.account)
      .where('call_id', 'in', portable.texts(updated))
      .execute();
  }
  const oddities = changed.flatMap((call) => oddityValues(call, reading));
  if (oddities.length > 0) await portable.upsert(trx, odditiesUpsert, oddities);
}
