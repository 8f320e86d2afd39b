import assert from 'node:assert/strict';
import { aNumber, at, aTurn, BOSS, people, turnOf } from '../support/consultants.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const LATER = { actor: 'key-9', at: at(7_000) } as const;

export const consultantRecordsContract = ({ open }: TestDialect) =>
  describe('records', () => {
    let test: TestStore;
    beforeEach(async () => void (test = await open()));
    afterEach(() => test.drop());

    it('D-19: protocols are listed by id, part by part, of one person or of all', async () => {
      const { consultants } = test.store;
      const [a = 0, b = 0] = await people(test.store, 1, 2);
      for (let i = 0; i < 4; i += 1) await turnOf(test.store);
      await consultants.takeNumber(aNumber());
      const list = async (query: { consultantId?: number; skip?: number; limit?: number }) =>
        (await consultants.listProtocols({ skip: 0, limit: 100, ...query })).map(({ number }) => number);
      assert.deepEqual(await list({}), ['#00001', '#00002', '#00003', '#00004', '#00005']);
      assert.deepEqual(await list({ skip: 1, limit: 2 }), ['#00002', '#00003']);
      assert.deepEqual(await list({ skip: 5 }), []);
      assert.deepEqual(await list({ limit: 0 }), []);
      assert.deepEqual(await list({ consultantId: b }), ['#00002', '#00004']);
      assert.deepEqual(await list({ consultantId: a, skip: 1 }), ['#00003']);
      for (const nobody of [-1, 2 ** 40]) assert.deepEqual(await list({ consultantId: nobody }), []);
      for (const id of [0, -1, 2 ** 31, 1.5]) assert.equal(await consultants.protocol(id), null);
      assert.equal(await consultants.protocolByNumber('#00009'), null);
    });

    it('D-26: a protocol can be changed; what and by whom is kept, a version that is old is refused', async () => {
      const { consultants } = test.store;
      await consultants.takeNumber(aNumber());
      const before = await consultants.protocolByNumber('#00001');
      const id = before?.id ?? 0;
      const long = 'descrição '.repeat(1_000);
      const changed = await consultants.changeProtocol(id, { description: long, status: 'aberto' }, LATER);
      const after = { ...before, description: long, status: 'aberto', version: 2, updatedAt: at(7_000) };
      assert.deepEqual(changed, { kind: 'done', row: after });
      assert.deepEqual(await consultants.protocol(id), after);
      assert.deepEqual(await consultants.changeProtocol(id, { priority: 'alta' }, { ...LATER, version: 1 }), {
        kind: 'stale',
        version: 2,
      });
      assert.deepEqual(await consultants.changeProtocol(id, {}, LATER), { kind: 'done', row: after });
      const emptied = await consultants.changeProtocol(id, { status: null }, { ...LATER, version: 2 });
      assert.equal(emptied.kind === 'done' && emptied.row.status, null);
      for (const unknown of [id + 1, 2 ** 31, -5])
        assert.deepEqual(await consultants.changeProtocol(unknown, { status: 'x' }, LATER), { kind: 'unknown' });
      const events = (await consultants.listEvents({ number: '#00001', limit: 9 })).items;
      assert.deepEqual(
        events.map(({ kind, actor, detail }) => [kind, actor, detail]),
        [
          ['protocol-changed', 'key-9', { fields: ['status'] }],
          ['protocol-changed', 'key-9', { fields: ['description', 'status'] }],
          ['number', 'key-2', {}],
        ],
      );
    });

    it('D-38, D-44: events are found by number, person and time, newest first, page by page', async () => {
      const { consultants } = test.store;
      const [id = 0] = await people(test.store, 1);
      for (const seconds of [10, 20, 30, 40]) await turnOf(test.store, { at: at(seconds) });
      const numbers = async (query: object) =>
        (await consultants.listEvents({ limit: 9, ...query })).items.map(({ number }) => number);
      assert.deepEqual(await numbers({ from: at(20), to: at(40) }), ['#00003', '#00002'], 'half open');
      assert.deepEqual(await numbers({ number: '#00004' }), ['#00004']);
      assert.deepEqual(await numbers({ kind: 'turn', from: at(30) }), ['#00004', '#00003']);
      assert.deepEqual(await numbers({ consultantId: id + 1 }), []);
      assert.equal((await numbers({ consultantId: id })).length, 5, 'four turns, and that they came');
      const first = await consultants.listEvents({ limit: 3 });
      const second = await consultants.listEvents({ limit: 3, cursor: first.nextCursor ?? '' });
      assert.deepEqual(
        [...first.items, ...second.items].map(({ number }) => number),
        ['#00004', '#00003', '#00002', '#00001', null],
      );
      assert.equal(second.nextCursor, null);
    });

    it('8.3: answers to repeated requests are deleted when they have expired, and the others are given again', async () => {
      const { consultants } = test.store;
      await people(test.store, 1);
      const once = (id: string, seconds: number) => ({ id, fingerprint: 'hash', expiresAt: at(seconds) });
      for (const [id, seconds] of [
        ['x', 2_000],
        ['a', 2_001],
        ['m', 1_999],
      ] as const)
        await turnOf(test.store, { once: once(id, seconds) });
      await consultants.takeNumber(aNumber({ once: once('b', 2_000) }));
      assert.equal(await consultants.purgeAnswers(at(2_000), AbortSignal.abort()), 0, 'told to stop, it does');
      assert.equal(await consultants.purgeAnswers(at(2_000)), 3);
      assert.equal(await consultants.purgeAnswers(at(2_000)), 0);
      const left = await test.store.db.selectFrom('consultant_answers').select('id').execute();
      assert.deepEqual(
        left.map(({ id }) => id),
        ['a'],
      );
      const again = await consultants.takeTurn(aTurn({ once: once('a', 9_999), at: at(2_000) }));
      assert.deepEqual(again.kind === 'given' && [again.replayed, again.turn.number], [true, '#00002']);
    });

    it('D-30: counters tell what is stored', async () => {
      const { consultants } = test.store;
      const [, , , gone = 0] = await people(test.store, 1, { online: false }, { active: false }, {});
      await consultants.deleteConsultant(gone, BOSS);
      await turnOf(test.store);
      await turnOf(test.store, { language: 'fr', mayWait: true });
      await consultants.takeNumber(aNumber());
      assert.deepEqual(await consultants.counters(), {
        consultants: 3,
        eligible: 1,
        protocols: 3,
        handoversByPhase: { offered: 1, waiting: 1 },
      });
    });
  });
