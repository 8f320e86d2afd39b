import assert from 'node:assert/strict';
import { aNumber, at, BOSS, countRows, DAILY, people, setCounter, turnOf } from '../support/consultants.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

export const consultantNumbersContract = ({ open }: TestDialect) =>
  describe('numbers', () => {
    let test: TestStore;
    beforeEach(async () => void (test = await open()));
    afterEach(() => test.drop());

    const take = async (change = {}) => {
      const outcome = await test.store.consultants.takeNumber(aNumber(change));
      return outcome.kind === 'given' ? outcome.number : outcome.kind;
    };
    const attribution = async (number: string) =>
      (await test.store.consultants.protocolByNumber(number))?.consultantId ?? null;

    it('D-4, D-6: both paths count with one counter, from #00001 in an empty database', async () => {
      await people(test.store, 1);
      assert.deepEqual([await take(), (await turnOf(test.store)).number, await take()], ['#00001', '#00002', '#00003']);
      assert.equal((await test.store.db.selectFrom('protocol_series').selectAll().execute()).length, 1);
    });

    it('D-5: go on after 99999', async () => {
      await setCounter(test.store, 99_998);
      assert.deepEqual([await take(), await take(), await take()], ['#99999', '#100000', '#100001']);
    });

    it('D-40: a pattern with a day counts each day anew, and an earlier day goes on where it was', async () => {
      const on = (day: string) => take({ numbering: { pattern: DAILY, day } });
      const numbers = [];
      for (const day of ['2026-11-20', '2026-11-20', '2026-11-21', '2026-11-20']) numbers.push(await on(day));
      assert.deepEqual(numbers, ['20261120-001', '20261120-002', '20261121-001', '20261120-003']);
    });

    it('D-37: a new day that begins on a clock that is behind is not dated before the day it follows', async () => {
      await people(test.store, 1, 2);
      await turnOf(test.store, { at: at(5_000), numbering: { pattern: DAILY, day: '2026-11-20' } });
      const turn = await turnOf(test.store, { at: at(4_000), numbering: { pattern: DAILY, day: '2026-11-21' } });
      assert.equal(turn.issuedAt, at(5_000));
    });

    it('D-27: belongs to nobody, unless it is to be attached', async () => {
      assert.equal(await take({ needsActive: true }), 'nobody-active');
      const [, active, other = 0] = await people(test.store, { active: false }, { online: false }, {});
      assert.equal(await attribution(await take({ needsActive: true })), null);
      assert.equal(await attribution(await take({ attach: true })), active, 'the first who is active');
      assert.equal(await attribution(await take({ attach: true, consultantId: other })), other);
      const protocol = await test.store.consultants.protocolByNumber('#00001');
      assert.deepEqual([protocol?.origin, protocol?.language], ['number', null]);
      const kinds = (await test.store.consultants.listEvents({ number: '#00003', limit: 9 })).items;
      assert.deepEqual(
        kinds.map(({ kind, consultantId, at: when }) => [kind, consultantId, when]),
        [['number', other, at(1_000)]],
      );
    });

    it('D-27: nobody active issues nothing', async () => {
      const [id = 0] = await people(test.store, {});
      await test.store.consultants.deleteConsultant(id, BOSS);
      assert.equal(await take({ needsActive: true }), 'nobody-active');
      assert.deepEqual(await countRows(test.store, 'protocols'), [0]);
      assert.equal(await take(), '#00001');
    });

    it('D-11: the same key gets the same number', async () => {
      const once = { id: 'n', fingerprint: 'x', expiresAt: at(5_000) };
      const { consultants } = test.store;
      assert.deepEqual(await consultants.takeNumber(aNumber({ once })), {
        kind: 'given',
        number: '#00001',
        replayed: false,
      });
      assert.deepEqual(await consultants.takeNumber(aNumber({ once })), {
        kind: 'given',
        number: '#00001',
        replayed: true,
      });
      assert.equal(await take({ once: { ...once, fingerprint: 'y' } }), 'key-reused');
      assert.equal(await take({ once, at: at(5_000) }), '#00002');
    });
  });
