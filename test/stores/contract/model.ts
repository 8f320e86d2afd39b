import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Store } from '../../../stores/open.ts';
import { AT, CAMPAIGN, DAY, aBatch, aCall, aMailing, plannedWindow } from '../support/builders.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

interface Row {
  id: string;
  version: string;
  dated: boolean;
  mailingId: string | null;
}

interface Known {
  version: string;
  dated: boolean;
  mailing: Map<string, string>;
  missing: boolean;
}

const row: fc.Arbitrary<Row> = fc.record({
  id: fc.constantFrom('a', 'A', 'b', 'c', 'd'),
  version: fc.constantFrom('1', '2', '3'),
  dated: fc.boolean(),
  mailingId: fc.constantFrom(null, '', 'm'),
});
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ rows: fc.array(row, { maxLength: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ missing: fc.subarray(['a', 'A', 'b', 'c', 'd']) }) },
);

/** The content is told by every part of the row, as the real hash is. */
const contentOf = ({ version, dated, mailingId }: Row): string => `${version}/${dated}/${mailingId}`;

const callOf = (one: Row) =>
  aCall({
    id: one.id,
    version: contentOf(one),
    at: one.dated ? AT : null,
    mailing: one.mailingId === null ? null : aMailing(one.mailingId, [], { phone: one.version }),
  });

function apply(model: Map<string, Known>, rows: readonly Row[]) {
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  const last = new Map(rows.map((one) => [one.id, one]));
  counts.unchanged += rows.length - last.size;
  for (const one of last.values()) {
    const before = model.get(one.id);
    const version = contentOf(one);
    counts[!before ? 'inserted' : before.version === version ? 'unchanged' : 'updated'] += 1;
    const mailing = before?.mailing ?? new Map<string, string>();
    if (one.mailingId !== null) mailing.set(one.mailingId, one.version);
    model.set(one.id, { version, dated: one.dated || (before?.dated ?? false), mailing, missing: false });
  }
  return counts;
}

async function stored({ db }: Store, account: string): Promise<unknown> {
  const calls = await db.selectFrom('calls').selectAll().where('account', '=', account).execute();
  const mailing = await db.selectFrom('mailing_data').selectAll().where('account', '=', account).execute();
  const raw = await db.selectFrom('call_raw').selectAll().where('account', '=', account).execute();
  return Object.fromEntries(
    calls.map(({ id, missing_since, placed_at, content_hash }) => {
      const source = raw.find(({ call_id }) => call_id === id);
      assert.equal(source?.content_hash, content_hash);
      const records = mailing
        .filter(({ call_id }) => call_id === id)
        .map((record) => ({ ...record }) as Record<string, unknown>);
      return [
        id,
        {
          version: (JSON.parse(source?.raw ?? '{}') as { version?: string }).version,
          placedAt: placed_at,
          mailing: Object.fromEntries(records.map((record) => [record['_id'], record['phone']])),
          missing: missing_since !== null,
        },
      ];
    }),
  );
}

const expected = (model: Map<string, Known>): unknown =>
  Object.fromEntries(
    [...model].map(([id, { version, dated, mailing, missing }]) => [
      id,
      { version, placedAt: dated ? AT : DAY.from, mailing: Object.fromEntries(mailing), missing },
    ]),
  );

export const modelContract = ({ open }: TestDialect) =>
  describe('any sequence of batches', () => {
    let test: TestStore;
    before(async () => void (test = await open()));
    after(() => test.drop());

    it('C-6: leaves what a map with the same writes holds', async () => {
      const { calls } = test.store;
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
          const account = `account-${(run += 1)}`;
          const key = await plannedWindow(test.store, account);
          const model = new Map<string, Known>();
          for (const one of steps) {
            if ('missing' in one) {
              await calls.markMissing(account, one.missing, AT);
              for (const id of one.missing) {
                const known = model.get(id);
                if (known) known.missing = true;
              }
              continue;
            }
            const { inserted, updated, unchanged } = await calls.writeBatch(
              aBatch(key, one.rows.map(callOf), { account, campaign: CAMPAIGN }),
            );
            assert.deepEqual({ inserted, updated, unchanged }, apply(model, one.rows));
          }
          assert.deepEqual(await stored(test.store, account), expected(model));
          const present = [...model.values()].filter(({ missing }) => !missing).length;
          assert.equal(await calls.countCalls(account, DAY), present);
        }),
        { numRuns: 60 },
      );
    });
  });
