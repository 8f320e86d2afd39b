import assert from 'node:assert/strict';
import { aTurn, at, chosenInTurn, countRows, people, personOf, setCounter, turnOf } from '../support/consultants.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const WRITTEN = ['protocols', 'consultant_handovers', 'consultant_offers'] as const;

export const consultantTurnsContract = ({ open }: TestDialect) =>
  describe('turns', () => {
    let test: TestStore;
    beforeEach(async () => void (test = await open()));
    afterEach(() => test.drop());

    it('5.1: goes to whoever was offered longest ago, before 1970 and never first, ties by id', async () => {
      const { store } = test;
      const [late, never, never2, old, early, early2] = await people(
        store,
        30,
        null,
        null,
        '1969-12-31T23:59:59.999Z',
        10,
        10,
      );
      const order = [old, never, never2, early, early2, late];
      assert.deepEqual(await chosenInTurn(store, 12), [...order, ...order], 'also within one millisecond (D-37)');
    });

    it('D-37: a server whose clock is behind puts nobody ahead of the others', async () => {
      const { store } = test;
      const [a, b, c] = await people(store, 1, 2, 3);
      const turns = [];
      for (const seconds of [5_000, 100, 6_000, 50, 7_000, 20])
        turns.push(await turnOf(store, { at: at(seconds), numbering: aTurn().numbering }));
      assert.deepEqual(
        turns.map(({ consultant }) => consultant?.id),
        [a, b, c, a, b, c],
      );
      const issued = turns.map(({ issuedAt }) => issuedAt);
      assert.deepEqual(issued, issued.toSorted());
      assert.equal((await personOf(store, b ?? 0)).lastOfferedAt, at(7_000));
    });

    it('D-2, 5.1: passes over whoever is inactive, out of rotation, offline, of another language or damaged', async () => {
      const { store } = test;
      const off = [{ active: false }, { inRotation: false }, { online: false }, { languages: ['en'] }] as const;
      const ids = await people(store, ...off, {}, { offered: 9 });
      const [, , , , damaged = 0, there] = ids;
      await store.db.updateTable('consultants').set({ online: null }).where('id', '=', damaged).execute();
      assert.deepEqual(await chosenInTurn(store, 2), [there, there]);
      assert.equal((await personOf(store, damaged)).online, null);
      assert.deepEqual(await chosenInTurn(store, 1, { language: 'EN' }), [ids[3]], 'any case (D-31)');
    });

    it('D-7, D-40: nobody eligible writes nothing and uses no number', async () => {
      const { store } = test;
      const before = await countRows(store, ...WRITTEN, 'consultant_events', 'outbox');
      const outcome = await store.consultants.takeTurn(aTurn());
      assert.equal(outcome.kind, 'nobody');
      assert.deepEqual(await countRows(store, ...WRITTEN, 'consultant_events', 'outbox'), before);
      assert.deepEqual(await store.db.selectFrom('protocol_series').selectAll().execute(), []);
      await people(store, 1);
      assert.equal((await turnOf(store)).number, '#00001', 'D-6');
    });

    it('D-25: a request that may wait gets its number at once, and waits, oldest first', async () => {
      const { store } = test;
      const [first, second] = [await turnOf(store, { mayWait: true }), await turnOf(store, { mayWait: true })];
      assert.deepEqual([first.number, first.consultant], ['#00001', null]);
      const handover = await store.consultants.handover(first.number);
      assert.deepEqual(
        [handover?.phase, handover?.offerNo, handover?.consultantId, handover?.requestedAt],
        ['waiting', 0, null, at(1_000)],
      );
      const waiting = await store.consultants.waitingHandovers(5);
      assert.deepEqual(
        waiting.map(({ number }) => number),
        [first.number, second.number],
      );
      assert.equal((await store.consultants.waitingHandovers(1)).length, 1);
      assert.equal((await store.consultants.openLoad()).size, 0);
    });

    it('D-3, D-38: number, attribution, hand-over, lease, explanation and outbox are written together', async () => {
      const { store } = test;
      const [chosen = 0, other = 0] = await people(store, 1, 2);
      const turn = await turnOf(store);
      assert.deepEqual([turn.consultant?.id, turn.consultant?.lastOfferedAt], [chosen, at(1_000)]);
      assert.deepEqual(await store.consultants.consultant(chosen), turn.consultant);
      const protocol = await store.consultants.protocolByNumber('#00001');
      assert.deepEqual(await store.consultants.protocol(turn.protocolId), protocol);
      assert.deepEqual(
        [protocol?.consultantId, protocol?.origin, protocol?.language, protocol?.createdAt],
        [chosen, 'turn', 'pt', at(1_000)],
      );
      const handover = await store.consultants.handover('#00001');
      assert.deepEqual([handover?.phase, handover?.offerNo, handover?.consultantId], ['offered', 1, chosen]);
      assert.deepEqual(await store.consultants.openLoad(), new Map([[chosen, 1]]));
      const [event] = (await store.consultants.listEvents({ number: '#00001', limit: 9 })).items;
      assert.deepEqual(
        [event?.kind, event?.consultantId, event?.actor, event?.at],
        ['turn', chosen, 'key-2', at(1_000)],
      );
      assert.deepEqual(
        { ...event?.detail },
        {
          language: 'pt',
          chosen,
          matched: 'exact',
          waitingSince: at(1),
          ruleVersion: 'turn-1',
          considered: 2,
          eligible: 2,
          passedOver: [{ id: other, reason: 'waited-less' }],
          counts: { 'waited-less': 1 },
        },
      );
      const [row, ...more] = await store.outbox.claim('handover', { now: at(2_000), leaseMs: 1, limit: 9 });
      assert.deepEqual(more, []);
      assert.deepEqual([row?.subject, row?.payload['consultantId'], row?.payload['lease']], ['#00001', chosen, true]);
    });

    it('D-23: whoever is at their capacity is passed over, where it is respected', async () => {
      const { store } = test;
      const [small, large] = await people(store, { capacity: 1 }, { offered: 1, capacity: 2 });
      const policy = { respectCapacity: true };
      assert.deepEqual(await chosenInTurn(store, 3, { policy }), [small, large, large]);
      assert.equal((await store.consultants.takeTurn(aTurn({ policy }))).kind, 'nobody');
      assert.deepEqual(await chosenInTurn(store, 1, { lease: false }), [small], 'D-20: not unless it is');
      assert.deepEqual(
        await store.consultants.openLoad(),
        new Map([
          [small, 1],
          [large, 2],
        ]),
      );
    });

    it('D-24: whoever served the customer before goes first', async () => {
      const { store } = test;
      const [, , last] = await people(store, 1, 2, 3);
      assert.deepEqual(await chosenInTurn(store, 1, { preferredId: last ?? 0 }), [last]);
    });

    it('D-11: the same key gets the same answer, another request with it is refused, and after its time it is new', async () => {
      const { store } = test;
      await people(store, 1, 2);
      const once = { id: 'a', fingerprint: 'x', expiresAt: at(5_000) };
      const first = await store.consultants.takeTurn(aTurn({ once }));
      assert.equal(first.kind === 'given' && first.replayed, false);
      const again = await store.consultants.takeTurn(aTurn({ once, at: at(4_999) }));
      assert.deepEqual(again, { ...first, replayed: true });
      const other = await store.consultants.takeTurn(aTurn({ once: { ...once, fingerprint: 'y' } }));
      assert.deepEqual(other, { kind: 'key-reused' });
      assert.deepEqual(await countRows(store, ...WRITTEN), [1, 1, 1]);
      const later = { ...once, fingerprint: 'y', expiresAt: at(9_000) };
      const renewed = await store.consultants.takeTurn(aTurn({ once: later, at: at(5_000) }));
      assert.equal(renewed.kind === 'given' && renewed.turn.number, '#00002');
    });

    it('D-11: nobody is no answer that is kept', async () => {
      const { store } = test;
      const once = { id: 'a', fingerprint: 'x', expiresAt: at(5_000) };
      assert.equal((await store.consultants.takeTurn(aTurn({ once }))).kind, 'nobody');
      await people(store, 1);
      assert.equal((await store.consultants.takeTurn(aTurn({ once }))).kind, 'given');
    });

    it('D-42: with fair shares, whoever owes a service goes first, until the week ends', async () => {
      const { store } = test;
      const [a = 0, b = 0] = await people(store, 1, { offered: 2, online: false });
      const policy = { fairShare: true };
      assert.deepEqual(await chosenInTurn(store, 4, { policy }), [a, a, a, a]);
      await store.consultants.changeConsultant(b, { online: true }, BOSS_LATER);
      assert.deepEqual(await chosenInTurn(store, 4, { policy }), [b, b, b, a]);
      const nextWeek = { ...aTurn().numbering, day: '2026-11-23' };
      await chosenInTurn(store, 1, { policy, numbering: nextWeek });
      const owed = await store.db.selectFrom('consultants').select('owed').orderBy('owed').execute();
      assert.deepEqual(
        owed.map((row) => row.owed),
        [-0.5, 0.5],
      );
    });

    it('D-42: without fair shares nobody owes anything', async () => {
      const { store } = test;
      await people(store, 1, { online: false });
      await chosenInTurn(store, 3);
      const owed = await store.db.selectFrom('consultants').select('owed').execute();
      assert.deepEqual(
        owed.map((row) => row.owed),
        [0, 0],
      );
    });

    it('D-5: numbers go on after 99999', async () => {
      const { store } = test;
      await people(store, 1);
      await setCounter(store, 99_998);
      const numbers = [];
      for (let i = 0; i < 3; i += 1) numbers.push((await turnOf(store)).number);
      assert.deepEqual(numbers, ['#99999', '#100000', '#100001']);
    });
  });

const BOSS_LATER = { actor: 'key-1', at: at(900), emails: 'folded' } as const;
