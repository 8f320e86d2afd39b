import assert from 'node:assert/strict';
import { anEnd, anOffer, at, chosenInTurn, countRows, people, personOf, turnOf } from '../support/consultants.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const WORKFLOW = { actor: 'handover', at: at(1_200) } as const;

export const consultantHandoversContract = ({ open }: TestDialect) =>
  describe('hand-overs', () => {
    let test: TestStore;
    beforeEach(async () => void (test = await open()));
    afterEach(() => test.drop());

    const record = (number: string, phase: 'offered' | 'accepted' | 'finished', consultantId: number, offerNo = 1) =>
      test.store.consultants.recordHandover(
        {
          number,
          phase,
          outcome: phase === 'finished' ? 'served' : null,
          offerNo,
          consultantId,
          updatedAt: at(1_300),
          callBackPromised: phase === 'finished',
        },
        { key: `${phase}:${number}:${offerNo}`, kind: phase, number, consultantId, detail: { offerNo } },
        WORKFLOW,
      );
    const available = async () =>
      (await test.store.outbox.claim('available', { now: at(9_999), leaseMs: 1, limit: 99 })).map(
        ({ subject }) => subject,
      );

    it('D-44: is recorded with its event, and what is repeated or late changes nothing', async () => {
      const { consultants } = test.store;
      const [id = 0] = await people(test.store, 1);
      const { number } = await turnOf(test.store);
      await record(number, 'accepted', id);
      const accepted = await consultants.handover(number);
      assert.deepEqual([accepted?.phase, accepted?.updatedAt, accepted?.language], ['accepted', at(1_300), 'pt']);
      await record(number, 'finished', id);
      await record(number, 'accepted', id);
      await record(number, 'finished', id);
      await record(number, 'offered', id, 0);
      const finished = await consultants.handover(number);
      assert.deepEqual([finished?.phase, finished?.outcome, finished?.callBackPromised], ['finished', 'served', true]);
      const events = (await consultants.listEvents({ number, limit: 9 })).items;
      assert.deepEqual(
        events.map(({ kind }) => kind),
        ['finished', 'accepted', 'turn'],
      );
    });

    it('D-44: an event is written once a key, as it was first', async () => {
      const { consultants } = test.store;
      const event = { key: 'pushed:#1', kind: 'pushed', number: null, consultantId: null, detail: { tries: 1 } };
      await consultants.recordEvent(event, WORKFLOW);
      await consultants.recordEvent({ ...event, detail: { tries: 2 } }, WORKFLOW);
      const { items } = await consultants.listEvents({ limit: 9 });
      assert.deepEqual(
        items.map((item) => ({ ...item, id: 0 })),
        [{ id: 0, kind: 'pushed', number: null, consultantId: null, ...WORKFLOW, detail: { tries: 1 } }],
      );
    });

    it('D-22: the next offer goes to the next person, once an offer number', async () => {
      const { consultants } = test.store;
      const [first = 0, second] = await people(test.store, 1, 2, 3);
      const { number } = await turnOf(test.store);
      const asked = anOffer(number, 2, { excluded: [first] });
      const offer = await consultants.offerNext(asked);
      assert.equal(offer.consultantId, second);
      assert.equal(offer.choice.counts.excluded, 1);
      assert.deepEqual(await consultants.offerNext({ ...asked, at: at(3_000), excluded: [] }), offer);
      assert.deepEqual(await countRows(test.store, 'consultant_offers'), [2]);
      assert.equal((await personOf(test.store, second ?? 0)).lastOfferedAt, at(2_000));
      assert.equal((await consultants.protocolByNumber(number))?.consultantId, second);
      const handover = await consultants.handover(number);
      assert.deepEqual([handover?.phase, handover?.offerNo, handover?.consultantId], ['offered', 2, second]);
      const [event] = (await consultants.listEvents({ number, limit: 1 })).items;
      assert.deepEqual([event?.kind, event?.consultantId, event?.detail['offerNo']], ['offer', second, 2]);
    });

    it('D-37: an offer counts as a turn, also on a clock that is behind and for an old request', async () => {
      const { consultants } = test.store;
      const ids = await people(test.store, 1, 2, 3, 4);
      const { number } = await turnOf(test.store);
      await turnOf(test.store);
      await consultants.offerNext(anOffer(number, 2, { at: at(10) }));
      await consultants.offerNext(anOffer(number, 3, { at: at(10) }));
      assert.deepEqual(await chosenInTurn(test.store, 5, { at: at(5) }), [...ids, ids[0]]);
    });

    it('D-25, D-41: with nobody it waits, and is offered when the language is relaxed', async () => {
      const { consultants } = test.store;
      const [id] = await people(test.store, { languages: ['pt-PT'] });
      const { number } = await turnOf(test.store, { language: 'fr', mayWait: true });
      const nobody = await consultants.offerNext(anOffer(number, 1));
      assert.equal(nobody.consultantId, null);
      assert.equal((await consultants.handover(number))?.phase, 'waiting');
      assert.equal((await consultants.openLoad()).size, 0);
      assert.equal((await consultants.offerNext(anOffer(number, 2, { reach: 'any' }))).consultantId, id);
      assert.equal((await consultants.waitingHandovers(9)).length, 0);
      assert.deepEqual(await consultants.openLoad(), new Map([[id, 1]]));
    });

    it('D-23, D-25: a lease ends once, and those who wait are told', async () => {
      const { consultants } = test.store;
      const [id = 0] = await people(test.store, 1);
      const { number } = await turnOf(test.store);
      await available();
      await consultants.releaseLease(anEnd(number, id));
      await consultants.releaseLease(anEnd(number, id, { because: 'expired', notResponding: true }));
      assert.equal((await consultants.openLoad()).size, 0);
      assert.equal((await personOf(test.store, id)).notRespondingSince, null);
      assert.equal((await available()).filter((subject) => subject.startsWith('released')).length, 1);
      await consultants.releaseLease(anEnd('#00099', id));
      assert.deepEqual(
        (await consultants.listEvents({ number, limit: 9 })).items.map(({ kind, detail }) => [kind, detail['because']]),
        [
          ['released', 'refused'],
          ['turn', undefined],
        ],
      );
    });

    it('D-39: who keeps the turn gets the same place back, unless they were offered something else meanwhile', async () => {
      const { consultants } = test.store;
      const [a = 0, b = 0] = await people(test.store, 1, 2);
      const first = await turnOf(test.store);
      await consultants.releaseLease(anEnd(first.number, a, { keepsTurn: true }));
      assert.equal((await personOf(test.store, a)).lastOfferedAt, at(1));
      assert.deepEqual(await chosenInTurn(test.store, 3), [a, b, a]);
      await consultants.releaseLease(anEnd('#00002', a, { keepsTurn: true }));
      assert.equal((await personOf(test.store, a)).lastOfferedAt, at(1_000));
      assert.deepEqual(await chosenInTurn(test.store, 1), [b]);
    });

    it('D-22: whoever lets an offer expire is not responding, until they come back', async () => {
      const { consultants } = test.store;
      const [a = 0, b = 0] = await people(test.store, 1, 2);
      const policy = { respectNotResponding: true };
      const { number } = await turnOf(test.store, { policy });
      await consultants.releaseLease(anEnd(number, a, { because: 'expired', keepsTurn: true, notResponding: true }));
      assert.equal((await personOf(test.store, a)).notRespondingSince, at(1_500));
      assert.deepEqual(await chosenInTurn(test.store, 2, { policy }), [b, b]);
      await consultants.heartbeat(a, at(9_000), WORKFLOW);
      assert.deepEqual(await chosenInTurn(test.store, 1, { policy }), [a]);
    });

    it('D-35: the end of a service is remembered, and offers that come to nothing count until then', async () => {
      const { consultants } = test.store;
      const [a = 0, b = 0] = await people(test.store, 1, 2);
      const policy = { order: 'end-of-service' } as const;
      const first = await turnOf(test.store, { policy });
      const second = await turnOf(test.store, { policy });
      await consultants.releaseLease(anEnd(second.number, b, { because: 'served', served: true, at: at(1_100) }));
      await consultants.releaseLease(anEnd(first.number, a, { because: 'served', served: true, at: at(1_400) }));
      assert.equal((await personOf(test.store, a)).serviceEndedAt, at(1_400));
      const third = await turnOf(test.store, { policy, at: at(1_450) });
      assert.equal(third.consultant?.id, b, 'served first, and free the longest');
      await consultants.releaseLease(anEnd(third.number, b, { keepsTurn: true }));
      assert.deepEqual(await chosenInTurn(test.store, 1, { policy, at: at(1_500) }), [a], 'a refusal counts');
    });

    it('D-42: whoever takes over a request pays for it, and who had it owes again', async () => {
      const policy = { fairShare: true };
      const [a = 0, b = 0] = await people(test.store, 1, 2);
      const { number } = await turnOf(test.store, { policy });
      await test.store.consultants.offerNext(anOffer(number, 2, { excluded: [a], policy }));
      const owed = await test.store.db.selectFrom('consultants').select(['id', 'owed']).orderBy('id').execute();
      assert.deepEqual(
        owed.map((row) => [row.id, row.owed]),
        [
          [a, 0.5],
          [b, -0.5],
        ],
      );
    });

    it('D-23: open work is what has not ended or holds a lease, once it has left the outbox', async () => {
      const { consultants, outbox } = test.store;
      const [a = 0, b = 0] = await people(test.store, 1, 2);
      const numbers: string[] = [];
      for (let i = 0; i < 3; i += 1) numbers.push((await turnOf(test.store)).number);
      numbers.push((await turnOf(test.store, { language: 'fr', mayWait: true })).number);
      const open = async (atMost = 9) =>
        (await consultants.openWork(atMost)).map(({ number, phase, consultantId, leases }) => [
          number,
          phase,
          consultantId,
          leases,
        ]);
      assert.deepEqual(await open(), [], 'they wait to be followed');
      const rows = await outbox.claim('handover', { now: at(9_999), leaseMs: 1, limit: 9 });
      assert.deepEqual(await open(), [], 'nor is one that is being started');
      await outbox.settle(
        rows.map(({ id }) => id),
        at(9_999),
      );
      await consultants.releaseLease(anEnd(numbers[0] ?? '', a));
      await record(numbers[0] ?? '', 'finished', a);
      await record(numbers[1] ?? '', 'finished', b);
      assert.deepEqual(await open(), [
        ['#00002', 'finished', b, [{ offerNo: 1, consultantId: b }]],
        ['#00003', 'offered', a, [{ offerNo: 1, consultantId: a }]],
        ['#00004', 'waiting', null, []],
      ]);
      assert.equal((await open(2)).length, 2);
    });

    it('D-25: are listed newest first, page by page, by phase and person', async () => {
      const { consultants } = test.store;
      const [a = 0] = await people(test.store, 1, 2);
      for (let i = 0; i < 3; i += 1) await turnOf(test.store);
      await turnOf(test.store, { language: 'fr', mayWait: true });
      const page = await consultants.listHandovers({ limit: 3 });
      const rest = await consultants.listHandovers({ limit: 3, cursor: page.nextCursor ?? '' });
      const numbers = (rows: readonly { number: string }[]) => rows.map(({ number }) => number);
      assert.deepEqual(numbers([...page.items, ...rest.items]), ['#00004', '#00003', '#00002', '#00001']);
      assert.equal(rest.nextCursor, null);
      assert.deepEqual(numbers((await consultants.listHandovers({ limit: 9, phase: 'waiting' })).items), ['#00004']);
      const hers = await consultants.listHandovers({ limit: 9, consultantId: a });
      assert.deepEqual(numbers(hers.items), ['#00003', '#00001']);
      assert.equal(await consultants.handover('#99999'), null);
    });
  });
