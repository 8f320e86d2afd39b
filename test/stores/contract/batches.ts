import assert from 'node:assert/strict';
import { ACCOUNT, AT, CAMPAIGN, DAY, aBatch, aCall, aCursor, aMailing, plannedWindow } from '../support/builders.ts';
import type { MailingValue } from '../../../rules/calls/types.ts';
import type { WindowKey } from '../../../stores/calls/contract.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';
import { readsEscapes } from '../support/jsonTexts.ts';

const LATER = '2026-11-25T04:00:00.000Z';

export const batchesContract = ({ open }: TestDialect) =>
  describe('writeBatch', () => {
    let test: TestStore;
    let key: WindowKey;
    beforeEach(async () => {
      test = await open();
      key = await plannedWindow(test.store, 'w');
    });
    afterEach(() => test.drop());

    const seen = () =>
      test.store.db
        .selectFrom('calls')
        .select(['id', 'first_seen', 'last_changed', 'missing_since'])
        .orderBy('id')
        .execute()
        .then((rows) => rows.map((row) => Object.values(row)));

    it('C-6: inserts, updates what differs, and writes nothing for what is unchanged', async () => {
      const { calls, db } = test.store;
      const first = await calls.writeBatch(aBatch(key, [aCall({ id: 'a' }), aCall({ id: 'b' })]));
      assert.deepEqual(first, { fetched: 2, inserted: 2, updated: 0, unchanged: 0, quarantined: 0, failed: 0 });
      const second = await calls.writeBatch(
        aBatch(key, [aCall({ id: 'a' }), aCall({ id: 'b', version: '2' })], { at: LATER }),
      );
      assert.deepEqual(second, { fetched: 2, inserted: 0, updated: 1, unchanged: 1, quarantined: 0, failed: 0 });
      assert.deepEqual(await seen(), [
        ['a', AT, AT, null],
        ['b', AT, LATER, null],
      ]);
      const raw = await db.selectFrom('call_raw').select(['call_id', 'raw', 'fetched_at']).orderBy('call_id').execute();
      assert.deepEqual(
        raw.map((row) => Object.values(row)),
        [
          ['a', '{"id":"a","version":"1"}', AT],
          ['b', '{"id":"b","version":"2"}', LATER],
        ],
      );
    });

    it('C-6: every column of a call is stored under its name', async () => {
      const { calls } = test.store;
      await calls.writeBatch(
        aBatch(key, [aCall({ id: 'a', values: { billed_amount: 0.5, sid: 'ção 😀', hangup_cause: 16 } })]),
      );
      const [row] = (await calls.listCalls({ limit: 1 })).items;
      assert.deepEqual(
        [
          row?.['id'],
          row?.['billed_amount'],
          row?.['sid'],
          row?.['hangup_cause'],
          row?.['call_at_utc'],
          row?.['agent'],
        ],
        ['a', 0.5, 'ção 😀', 16, AT, null],
      );
    });

    it('5.7: of an id that comes twice in a page the last content wins', async () => {
      const { calls } = test.store;
      const rows = [aCall({ id: 'a', version: '1' }), aCall({ id: 'b' }), aCall({ id: 'a', version: '2' })];
      const counts = await calls.writeBatch(aBatch(key, rows));
      assert.deepEqual([counts.fetched, counts.inserted, counts.unchanged], [3, 2, 1]);
      assert.deepEqual(
        (await calls.listCalls({ limit: 5 })).items.map((row) => [row['id'], row['qualification']]),
        [
          ['a', '2'],
          ['b', '1'],
        ],
      );
    });

    it('C-21: ids that differ in case, accent or a leading space are different calls', async () => {
      const { calls } = test.store;
      const ids = ['abc', 'ABC', 'abç', ' abc'];
      assert.equal(
        (
          await calls.writeBatch(
            aBatch(
              key,
              ids.map((id) => aCall({ id })),
            ),
          )
        ).inserted,
        4,
      );
      assert.deepEqual((await calls.callIds(ACCOUNT, DAY)).toSorted(), ids.toSorted());
    });

    it('C-30: two accounts may hold the same id', async () => {
      const { calls } = test.store;
      await calls.writeBatch(aBatch(key, [aCall({ id: 'a' })]));
      assert.equal(await calls.writeCall('second', aCall({ id: 'a', version: '2' }), AT), 'inserted');
      assert.equal((await calls.writeBatch(aBatch(key, [aCall({ id: 'a' })]))).unchanged, 1);
    });

    it('5.7: a missing call that is read again is no longer missing, changed or not', async () => {
      const { calls } = test.store;
      await calls.writeBatch(
        aBatch(
          key,
          ['a', 'b', 'c'].map((id) => aCall({ id })),
        ),
      );
      assert.equal(await calls.markMissing(ACCOUNT, ['a', 'b', 'c'], LATER), 3);
      assert.equal(await calls.markMissing(ACCOUNT, ['a', 'unknown'], LATER), 0);
      assert.equal(await calls.countCalls(ACCOUNT, DAY), 0);
      const counts = await calls.writeBatch(aBatch(key, [aCall({ id: 'a' }), aCall({ id: 'b', version: '2' })]));
      assert.deepEqual([counts.unchanged, counts.updated], [1, 1]);
      assert.deepEqual((await calls.callIds(ACCOUNT, DAY)).toSorted(), ['a', 'b']);
    });

    it('5.2: a call without an instant is placed at the window that returned it first', async () => {
      const { calls } = test.store;
      const lost = aCall({ id: 'lost', at: null, campaignId: null });
      await calls.writeBatch(aBatch(key, [lost]));
      const elsewhere = { undatedAt: '2026-12-01T00:00:00.000Z', campaign: 9 };
      await calls.writeBatch(aBatch(key, [aCall({ id: 'lost', at: null, campaignId: null, version: '2' })], elsewhere));
      assert.equal(await calls.countCalls(ACCOUNT, DAY), 1);
      const found = aCall({ id: 'lost', at: '2026-12-01T03:00:00.000Z', version: '3' });
      await calls.writeBatch(aBatch(key, [found], elsewhere));
      assert.equal(await calls.countCalls(ACCOUNT, DAY), 0);
    });

    it('C-13: mailing is upserted by call and its own id, with the call or later', async () => {
      const { calls, db } = test.store;
      const phones = async () =>
        (await db.selectFrom('mailing_data').selectAll().orderBy('_id').execute())
          .map((row) => ({ ...row }) as Record<string, unknown>)
          .map((row) => [row['call_id'], row['_id'], row['phone'], row['created_at'], row['updated_at']]);
      await calls.writeBatch(aBatch(key, [aCall({ id: 'a' })]));
      assert.deepEqual(await phones(), []);
      const withMailing = (version: string, mailingId: string, phone: string) =>
        aCall({ id: 'a', version, mailing: aMailing(mailingId, [], { phone }) });
      await calls.writeBatch(aBatch(key, [withMailing('2', 'm1', '111')]));
      await calls.writeBatch(aBatch(key, [withMailing('3', 'm1', '222')], { at: LATER }));
      await calls.writeBatch(aBatch(key, [withMailing('4', '', '333')], { at: LATER }));
      await calls.writeBatch(aBatch(key, [withMailing('5', '', '444')], { at: LATER }));
      assert.deepEqual(await phones(), [
        ['a', '', '444', LATER, LATER],
        ['a', 'm1', '222', AT, LATER],
      ]);
    });

    const assertPairs = async (entries: readonly MailingValue[]) => {
      const { calls, db } = test.store;
      await calls.writeBatch(aBatch(key, [aCall({ id: 'a', mailing: aMailing('m', entries) })]));
      const rows = await db.selectFrom('mailing_values').selectAll().orderBy('position').execute();
      assert.deepEqual(
        rows.map((row) => [row.account, row.call_id, row.position, row.name, row.normalised_name, row.value]),
        entries.map(({ name, normalisedName, value }, i) => [ACCOUNT, 'a', i + 1, name, normalisedName, value]),
      );
    };

    it('C-12: every original mailing pair is a row, in order, with its normalised name', () =>
      assertPairs([
        { name: 'RAZÃO  social', normalisedName: 'RAZAO SOCIAL', value: "O'Neil & Cia 😀" },
        { name: 'razao_social', normalisedName: 'RAZAO SOCIAL', value: '1e-7' },
        { name: '', normalisedName: '', value: null },
        { name: 'a.b[0]', normalisedName: 'A.B[0]', value: '' },
      ]));

    it('C-12: so are those with quotes, backslashes, line breaks and more than 4,000 characters', async function () {
      if (!(await readsEscapes(test))) {
        const { title } = this.test ?? {};
        process.stdout.write(`      - ${title}: not proved here, this server does not unescape JSON texts\n`);
        this.skip();
      }
      await assertPairs([
        { name: 'say "hi"', normalisedName: 'SAY "HI"', value: '"O\'Neil" \\ & Cia\nlinha 2' },
        { name: 'NOME', normalisedName: 'NOME', value: '{"a":[1]}' },
        { name: 'OBS', normalisedName: 'OBS', value: 'é'.repeat(5_000) },
      ]);
    });

    it('C-12: a name whose transaction was rolled back still reaches the dictionary', async () => {
      const { calls, db } = test.store;
      const mailing = aMailing('m', [{ name: 'NOVO', normalisedName: 'NOVO', value: 'x' }]);
      await assert.rejects(calls.writeBatch(aBatch({ ...key, ordinal: 99 }, [aCall({ id: 'a', mailing })])));
      await calls.writeBatch(aBatch(key, [aCall({ id: 'a', mailing })]));
      assert.equal(
        (await db.selectFrom('mailing_values').select('normalised_name').executeTakeFirst())?.normalised_name,
        'NOVO',
      );
    });

    it('C-10: oddities of a call are those of its last content', async () => {
      const { calls, db } = test.store;
      const odd = (field: string, original: string) => ({ field, rule: 'over-long', original });
      const stored = async () =>
        (await db.selectFrom('call_oddities').selectAll().orderBy('field').execute()).map(
          ({ call_id, field, original, execution_id }) => [call_id, field, original, execution_id],
        );
      await calls.writeBatch(aBatch(key, [aCall({ id: 'a', oddities: [odd('agent', 'x'), odd('list', 'y')] })]));
      await calls.writeBatch(aBatch(key, [aCall({ id: 'b', oddities: [odd('agent', 'z')] })]));
      assert.equal((await stored()).length, 3);
      await calls.writeBatch(
        aBatch(key, [aCall({ id: 'a', version: '2', oddities: [odd('number', 'n'), odd('number', 'last')] })]),
      );
      assert.deepEqual(await stored(), [
        ['b', 'agent', 'z', key.executionId],
        ['a', 'number', 'last', key.executionId],
      ]);
    });

    it('C-41: the cursor and the counts move in the transaction of the rows', async () => {
      const { calls } = test.store;
      await calls.writeBatch(aBatch(key, [aCall({ id: 'a' })], { cursor: aCursor(1) }));
      await calls.writeBatch(aBatch(key, [aCall({ id: 'a' }), aCall({ id: 'b' })], { cursor: aCursor(2) }));
      const window = await calls.window(key);
      assert.deepEqual(
        [window?.cursor, window?.pages, window?.fetched, window?.inserted, window?.unchanged],
        [aCursor(2), 2, 3, 2, 1],
      );
    });

    it('C-20: a batch that fails half-way leaves nothing, and no transaction open', async () => {
      const { calls } = test.store;
      const good = aCall({ id: 'good' });
      const broken = aCall({ id: 'broken', mailing: { ...aMailing('m'), values: [] } });
      await assert.rejects(calls.writeBatch(aBatch(key, [good, broken])));
      await assert.rejects(calls.writeBatch(aBatch({ ...key, ordinal: 99 }, [good])), /takes nothing more/);
      assert.deepEqual(await seen(), []);
      assert.equal((await calls.window(key))?.pages, 0);
      assert.equal((await calls.writeBatch(aBatch(key, [good]))).inserted, 1);
    });

    it('C-41: an empty page moves the cursor too', async () => {
      const counts = await test.store.calls.writeBatch(aBatch(key, [], { cursor: aCursor(3) }));
      assert.equal(counts.fetched, 0);
      assert.deepEqual((await test.store.calls.window(key))?.cursor, aCursor(3));
    });

    it('C-55: one call outside any window is inserted, unchanged, updated', async () => {
      const { calls } = test.store;
      assert.equal(await calls.writeCall(ACCOUNT, aCall({ id: 'a' }), AT), 'inserted');
      assert.equal(await calls.writeCall(ACCOUNT, aCall({ id: 'a' }), LATER), 'unchanged');
      assert.equal(await calls.writeCall(ACCOUNT, aCall({ id: 'a', version: '2' }), LATER), 'updated');
      assert.equal(await calls.countCalls(ACCOUNT, { ...DAY, campaign: CAMPAIGN }), 1);
    });
  });
