import assert from 'node:assert/strict';
import type { WindowKey } from '../../../stores/calls/contract.ts';
import { ACCOUNT, AT, CAMPAIGN, DAY, aBatch, aCall, aMailing, plannedWindow } from '../support/builders.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const at = (time: string): string => `2026-11-20T${time}.000Z`;

export const readsContract = ({ open }: TestDialect) =>
  describe('reads', () => {
    let test: TestStore;
    let key: WindowKey;
    beforeEach(async () => {
      test = await open();
      key = await plannedWindow(test.store, 'w');
    });
    afterEach(() => test.drop());

    it('C-24: counts the calls of one campaign in a half-open window', async () => {
      const { calls } = test.store;
      const instants = { first: DAY.from, last: at('23:59:59'), after: DAY.to, before: '2026-11-19T23:59:59.999Z' };
      await calls.writeBatch(
        aBatch(
          key,
          Object.entries(instants).map(([id, instant]) => aCall({ id, at: instant })),
        ),
      );
      await calls.writeBatch(aBatch(key, [aCall({ id: 'other', campaignId: 8 })]));
      assert.equal(await calls.countCalls(ACCOUNT, DAY), 2);
      assert.deepEqual((await calls.callIds(ACCOUNT, DAY)).toSorted(), ['first', 'last']);
      assert.equal(await calls.countCalls(ACCOUNT, { ...DAY, campaign: 8 }), 1);
      assert.equal(await calls.countCalls('other', DAY), 0);
    });

    it('C-36: pages through calls by instant and id, none twice and none left out', async () => {
      const { calls } = test.store;
      const rows = [
        aCall({ id: 'z', at: at('01:00:00') }),
        aCall({ id: 'b', at: at('02:00:00') }),
        aCall({ id: 'a', at: at('02:00:00') }),
        aCall({ id: 'undated', at: null }),
        aCall({ id: 'c', at: at('03:00:00'), campaignId: 8 }),
      ];
      await calls.writeBatch(aBatch(key, rows));
      await calls.writeCall('second', aCall({ id: 'a', at: at('02:00:00') }), AT);
      const read = async (query: { campaign?: number; from?: string; to?: string }) => {
        const found: unknown[] = [];
        for (let cursor: string | undefined, more = true; more;) {
          const page = await calls.listCalls({ ...query, cursor, limit: 2 });
          assert.ok(page.items.length <= 2);
          found.push(...page.items.map((row) => row['id']));
          cursor = page.nextCursor ?? undefined;
          more = cursor !== undefined;
        }
        return found;
      };
      assert.deepEqual(await read({}), ['undated', 'z', 'a', 'a', 'b', 'c']);
      assert.deepEqual(await read({ campaign: 8 }), ['c']);
      assert.deepEqual(await read({ from: at('01:00:00'), to: at('02:00:00') }), ['z']);
      await assert.rejects(calls.listCalls({ limit: 2, cursor: 'WzFd' }), { name: 'BadCursorError' });
    });

    it('C-7: names the campaigns and hours that still hold calls that may change', async () => {
      const { calls } = test.store;
      const open = { values: { is_final: 0 } };
      await calls.writeBatch(
        aBatch(key, [
          aCall({ id: 'old', at: '2026-11-01T00:00:00.000Z', ...open }),
          aCall({ id: 'a', at: at('10:10:00'), ...open }),
          aCall({ id: 'b', at: at('10:50:00'), ...open }),
          aCall({ id: 'c', at: at('12:00:00'), campaignId: 8, ...open }),
          aCall({ id: 'gone', at: at('14:00:00'), ...open }),
          aCall({ id: 'final', at: at('15:00:00') }),
        ]),
      );
      await calls.markMissing(ACCOUNT, ['gone'], AT);
      assert.deepEqual(await calls.nonFinalInstants(ACCOUNT, DAY.from), [
        { campaign: CAMPAIGN, at: at('10:10:00') },
        { campaign: 8, at: at('12:00:00') },
      ]);
    });

    it("5.6: a campaign's own alias wins over the account's", async () => {
      const { calls, db } = test.store;
      const alias = (campaign_id: number | null, normalised_name: string, legacy_column: string) => ({
        account: ACCOUNT,
        campaign_id,
        normalised_name,
        legacy_column,
      });
      await db
        .insertInto('mailing_aliases')
        .values([
          alias(CAMPAIGN, 'MUNICIPIO', 'socio'),
          alias(null, 'MUNICIPIO', 'cidade'),
          alias(null, 'EMPRESA', 'razao_social'),
          alias(8, 'EMPRESA', 'cep'),
        ])
        .execute();
      assert.deepEqual(await calls.mailingAliases(ACCOUNT, CAMPAIGN), { MUNICIPIO: 'socio', EMPRESA: 'razao_social' });
      assert.deepEqual(await calls.mailingAliases('other', CAMPAIGN), {});
    });

    it('C-48: purging deletes every trace of older calls, and nothing of the others', async () => {
      const { calls, db } = test.store;
      const whole = (id: string, instant: string | null) =>
        aCall({
          id,
          at: instant,
          mailing: aMailing(id),
          oddities: [{ field: 'agent', rule: 'over-long', original: id }],
        });
      const old = Array.from({ length: 600 }, (_, i) => whole(`old-${i}`, '2026-01-01T00:00:00.000Z'));
      await calls.writeBatch(aBatch(key, [...old, whole('kept', AT), whole('undated', null)]));
      await calls.writeBatch(
        aBatch(key, [], {
          rejected: [
            { reason: 'missing-id', raw: 'old', at: '2026-01-01T00:00:00.000Z', campaignId: null },
            { reason: 'missing-id', raw: 'kept', at: null, campaignId: null },
          ],
        }),
      );
      await calls.writeCall('second', whole('old-1', '2026-01-01T00:00:00.000Z'), AT);
      assert.deepEqual(await calls.purge(ACCOUNT, DAY.from), {
        calls: 600,
        call_raw: 600,
        call_oddities: 600,
        mailing_data: 600,
        call_quarantine: 1,
      });
      for (const table of ['call_raw', 'mailing_data', 'call_oddities'] as const) {
        const rows = await db.selectFrom(table).select('call_id').orderBy('call_id').execute();
        assert.deepEqual(
          rows.map(({ call_id }) => call_id),
          ['kept', 'old-1', 'undated'],
          table,
        );
      }
    });

    it('C-36: counters tell what is stored', async () => {
      const { calls } = test.store;
      await calls.writeBatch(
        aBatch(key, [aCall({ id: 'a' })], {
          rejected: [{ reason: 'not-an-object', raw: '1', at: null, campaignId: null }],
        }),
      );
      assert.deepEqual(await calls.counters(), {
        calls: 1,
        quarantineOpen: 1,
        windowsByState: { pending: 1 },
        executionsByStatus: { RUNNING: 1 },
        eventsByOutcome: {},
      });
    });
  });
