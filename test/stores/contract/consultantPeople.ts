import assert from 'node:assert/strict';
import { aConsultant, at, BOSS, chosenInTurn, people, personOf, turnOf } from '../support/consultants.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const LEGACY = { ...BOSS, emails: 'legacy' } as const;
const LATER = { ...BOSS, at: at(60) };

export const consultantPeopleContract = ({ open }: TestDialect) =>
  describe('people', () => {
    let test: TestStore;
    beforeEach(async () => void (test = await open()));
    afterEach(() => test.drop());

    const create = (email: string | null, caller: typeof BOSS | typeof LEGACY = BOSS) =>
      test.store.consultants.createConsultant(aConsultant({ email }), caller);
    const created = async (email: string | null) => {
      const made = await create(email);
      assert.ok(made.kind === 'done');
      return made.row;
    };
    const told = async () =>
      (await test.store.outbox.claim('available', { now: at(9_999), leaseMs: 1, limit: 99 })).map(
        ({ payload }) => payload['consultantId'],
      );
    /** Forgets what was told. */
    const settle = async () => {
      const rows = await test.store.outbox.claim('available', { now: at(99_999), leaseMs: 1, limit: 99 });
      await test.store.outbox.settle(
        rows.map(({ id }) => id),
        at(0),
      );
    };

    it('3.3: somebody new is stored as told, at the back of the rotation', async () => {
      const { consultants } = test.store;
      const fields = aConsultant({
        name: 'Zoë 👩',
        email: 'Ana@x.br',
        languages: ['pt-BR', 'EN'],
        pipedriveId: 7,
        capacity: 2,
      });
      const made = await consultants.createConsultant(fields, BOSS);
      assert.ok(made.kind === 'done');
      assert.deepEqual(made.row, {
        ...fields,
        id: made.row.id,
        lastOfferedAt: at(0),
        serviceEndedAt: null,
        presenceUntil: null,
        notRespondingSince: null,
        version: 1,
        createdAt: at(0),
        updatedAt: at(0),
      });
      assert.deepEqual(await consultants.consultant(made.row.id), made.row);
      const [event] = (await consultants.listEvents({ consultantId: made.row.id, limit: 9 })).items;
      assert.deepEqual([event?.kind, event?.actor, event?.detail], ['created', 'key-1', {}], 'no personal data');
      assert.deepEqual(await told(), [made.row.id]);
    });

    it('D-19: are listed by id; any number may be asked for', async () => {
      const { consultants } = test.store;
      const ids = await people(test.store, 3, 1, 2);
      assert.deepEqual(
        (await consultants.listConsultants()).map(({ id }) => id),
        ids.toSorted((a, b) => a - b),
      );
      for (const id of [0, -1, 1.5, 2 ** 31, 2 ** 53, Math.max(...ids) + 1])
        assert.equal(await consultants.consultant(id), null);
      assert.deepEqual(await consultants.changeConsultant(2 ** 31, { name: 'x' }, BOSS), { kind: 'unknown' });
      assert.deepEqual(await consultants.heartbeat(2 ** 31, at(1), BOSS), { kind: 'unknown' });
    });

    it('D-26: only what is named is changed, a version counts, and an old one is refused', async () => {
      const { consultants } = test.store;
      const row = await created('a@x.br');
      const changed = await consultants.changeConsultant(
        row.id,
        { phone: null, capacity: 3 },
        { ...LATER, version: 1 },
      );
      const after = { ...row, phone: null, capacity: 3, version: 2, updatedAt: at(60) };
      assert.deepEqual(changed, { kind: 'done', row: after });
      assert.deepEqual(await consultants.consultant(row.id), after);
      const stale = await consultants.changeConsultant(row.id, { name: 'x' }, { ...LATER, version: 1 });
      assert.deepEqual(stale, { kind: 'stale', version: 2 });
      assert.deepEqual(await consultants.changeConsultant(row.id, {}, LATER), { kind: 'done', row: after });
      assert.deepEqual(await consultants.deleteConsultant(row.id, { ...LATER, version: 1 }), {
        kind: 'stale',
        version: 2,
      });
      const [event] = (await consultants.listEvents({ consultantId: row.id, limit: 1 })).items;
      assert.deepEqual([event?.kind, event?.detail], ['changed', { fields: ['phone', 'capacity'] }]);
    });

    it('D-16: an address is one person’s, in any case, when created and when changed; none is compared with none', async () => {
      const { consultants } = test.store;
      const first = await created('Ana@x.br');
      assert.deepEqual(await create(' ana@X.br'), { kind: 'email-taken' });
      const others = [await created(null), await created(null), await created(''), await created('')];
      const second = others[0]?.id ?? 0;
      assert.deepEqual(await consultants.changeConsultant(second, { email: 'ANA@x.br' }, BOSS), {
        kind: 'email-taken',
      });
      assert.equal((await consultants.changeConsultant(first.id, { email: 'ANA@x.br' }, BOSS)).kind, 'done', 'her own');
      assert.equal((await consultants.changeConsultant(first.id, { email: 'other@x.br' }, BOSS)).kind, 'done');
      assert.equal((await create('ana@x.br')).kind, 'done', 'it is free again');
    });

    it('D-1: as in the legacy, addresses are compared as written, and only when somebody is created', async () => {
      const { consultants } = test.store;
      assert.equal((await create('a@x.br', LEGACY)).kind, 'done');
      assert.equal((await create('a@x.br', LEGACY)).kind, 'email-taken');
      const other = await create('A@x.br', LEGACY);
      assert.ok(other.kind === 'done');
      const changed = await consultants.changeConsultant(other.row.id, { email: 'a@x.br' }, LEGACY);
      assert.equal(changed.kind === 'done' && changed.row.email, 'a@x.br');
      assert.equal((await create('a@x.br', LEGACY)).kind, 'email-taken');
    });

    it('D-9: whoever is deleted is gone for all but the history, and frees the address', async () => {
      const { consultants } = test.store;
      const row = await created('a@x.br');
      const { number } = await turnOf(test.store);
      assert.deepEqual(await consultants.deleteConsultant(row.id, LATER), { kind: 'done', row: null });
      assert.deepEqual(await consultants.deleteConsultant(row.id, LATER), { kind: 'unknown' });
      assert.equal(await consultants.consultant(row.id), null);
      assert.deepEqual(await consultants.listConsultants(), []);
      assert.deepEqual(await consultants.changeConsultant(row.id, { name: 'x' }, LATER), { kind: 'unknown' });
      assert.deepEqual(await consultants.heartbeat(row.id, at(99), LATER), { kind: 'unknown' });
      assert.equal((await consultants.protocolByNumber(number))?.consultantId, row.id);
      const other = await created('a@x.br');
      assert.deepEqual(await chosenInTurn(test.store, 2), [other.id, other.id]);
    });

    it('D-21: a presence ends at its time, once; who never sent a heartbeat stays', async () => {
      const { consultants } = test.store;
      const [beats = 0, silent = 0] = await people(test.store, 1, 2);
      const beat = await consultants.heartbeat(beats, at(30), BOSS);
      assert.ok(beat.kind === 'done');
      assert.deepEqual(await consultants.consultant(beats), beat.row);
      assert.equal(beat.row.version, 1, 'no change that a client would have to know of');
      assert.deepEqual(await consultants.expirePresence({ ...BOSS, at: at(29.999) }), []);
      const clock = { ...BOSS, actor: 'presence', at: at(30) };
      assert.deepEqual(await consultants.expirePresence(clock), [beats]);
      assert.deepEqual(await consultants.expirePresence(clock), []);
      assert.deepEqual(
        [(await personOf(test.store, beats)).online, (await personOf(test.store, silent)).online],
        [false, true],
      );
      const [event] = (await consultants.listEvents({ consultantId: beats, limit: 1 })).items;
      assert.deepEqual([event?.kind, event?.actor], ['presence-expired', 'presence']);
    });

    it('D-21: what is said of the connection wins over the heartbeat', async () => {
      const { consultants } = test.store;
      const [id = 0] = await people(test.store, 1);
      await consultants.heartbeat(id, at(30), BOSS);
      const said = await consultants.changeConsultant(id, { online: true }, LATER);
      assert.equal(said.kind === 'done' && said.row.presenceUntil, null);
      assert.deepEqual(await consultants.expirePresence({ ...BOSS, at: at(99) }), []);
      await consultants.changeConsultant(id, { online: false }, LATER);
      assert.equal((await personOf(test.store, id)).online, false);
    });

    it('D-25: who may have become eligible is told of, who only goes on is not', async () => {
      const { consultants } = test.store;
      const [id = 0] = await people(test.store, 1);
      await settle();
      await consultants.heartbeat(id, at(30), BOSS);
      await consultants.changeConsultant(id, { name: 'x', active: false, online: false }, LATER);
      assert.deepEqual(await told(), []);
      await consultants.heartbeat(id, at(90), LATER);
      assert.deepEqual(await told(), [id]);
      await settle();
      await consultants.heartbeat(id, at(95), { ...BOSS, at: at(90) });
      assert.deepEqual(await told(), [id], 'their presence was over');
      await settle();
      // The same instant, as two requests within a millisecond have it.
      await consultants.changeConsultant(id, { online: false }, LATER);
      await consultants.heartbeat(id, at(95), { ...BOSS, at: at(90) });
      for (const change of [
        { active: true },
        { inRotation: true },
        { online: true },
        { languages: ['en'] },
        { capacity: 9 },
      ])
        await consultants.changeConsultant(id, change, LATER);
      assert.equal((await told()).length, 5);
    });
  });
