import assert from 'node:assert/strict';
import { aConsultant, aNumber, at, aTurn, BOSS, people, turnOf } from '../support/consultants.ts';
import type { TestDialect, TestStore } from '../support/dialects.ts';

const LATER = { actor: 'key-9', at: at(7_000) } as const;
const ANA = { name: 'Ana Souza', email: 'ana@x.br', phone: '+5511999990001', pipedriveId: 7 } as const;

export const consultantPersonalDataContract = ({ open }: TestDialect) =>
  describe('personal data', () => {
    let test: TestStore;
    beforeEach(async () => void (test = await open()));
    afterEach(() => test.drop());

    const once = (id: string) => ({ id, fingerprint: 'hash', expiresAt: at(9_999) });
    const keptAnswers = async () =>
      (await test.store.db.selectFrom('consultant_answers').select('id').orderBy('id').execute()).map(({ id }) => id);

    it('8.3: everything about a person is told in one call: record, protocols, what happened, copies', async () => {
      const { consultants } = test.store;
      const [ana = 0, beto = 0] = await people(test.store, { ...ANA, offered: 1 }, 2);
      const { protocolId } = await turnOf(test.store, { once: once('a') });
      await turnOf(test.store, { once: once('b') });
      await consultants.takeNumber(aNumber({ consultantId: ana, once: once('c') }));
      await consultants.changeProtocol(protocolId, { description: 'cliente João' }, LATER);
      const data = await consultants.personalData(ana);
      assert.deepEqual(data, {
        consultant: { ...(await consultants.consultant(ana)), deletedAt: null },
        protocols: [
          { number: '#00001', origin: 'turn', language: 'pt', createdAt: at(1_000) },
          { number: '#00003', origin: 'number', language: null, createdAt: at(1_000) },
        ],
        events: [
          { kind: 'created', number: null, at: at(0) },
          { kind: 'turn', number: '#00001', at: at(1_000) },
          { kind: 'number', number: '#00003', at: at(1_000) },
          { kind: 'protocol-changed', number: '#00001', at: at(7_000) },
        ],
        openOffers: 1,
        keptAnswers: 1,
      });
      assert.equal((await consultants.personalData(beto))?.protocols.length, 1);
      for (const nobody of [beto + 1, 0, -1, 2 ** 31, 1.5]) assert.equal(await consultants.personalData(nobody), null);
    });

    it('8.3: who is erased leaves ids, numbers and what happened, and no name, address, phone or copy of them', async () => {
      const { consultants, db } = test.store;
      const [ana = 0, beto = 0] = await people(test.store, { ...ANA, offered: 1 }, 2);
      const { number } = await turnOf(test.store, { once: once('a') });
      await turnOf(test.store, { once: once('b') });
      await consultants.takeNumber(aNumber({ consultantId: ana, once: once('c') }));
      const before = await consultants.listEvents({ limit: 99 });
      assert.deepEqual(await consultants.erasePersonalData(ana, LATER), { openOffers: 1, keptAnswers: 1 });

      assert.equal(await consultants.consultant(ana), null);
      const row = await db.selectFrom('consultants').selectAll().where('id', '=', ana).executeTakeFirstOrThrow();
      const { name, email, email_key, phone, pipedrive_id, deleted_at, version } = row;
      assert.deepEqual([name, email, email_key, phone, pipedrive_id], ['(erased)', null, null, null, null]);
      assert.deepEqual([deleted_at, version], [at(7_000), 2]);
      assert.deepEqual(await keptAnswers(), ['b', 'c'], 'others, and a number that names nobody');
      assert.equal((await consultants.protocolByNumber(number))?.consultantId, ana);
      assert.deepEqual([...(await consultants.openLoad()).keys()].toSorted(), [ana, beto].toSorted(), 'goes on');
      const { items } = await consultants.listEvents({ limit: 99 });
      assert.deepEqual(
        items.slice(0, -before.items.length).map(({ kind, actor, detail }) => [kind, actor, detail]),
        [
          ['erased', 'key-9', {}],
          ['deleted', 'key-9', {}],
        ],
      );
      const everything = JSON.stringify([items, await consultants.personalData(ana)]);
      for (const trace of Object.values(ANA).filter((value) => typeof value === 'string'))
        assert.ok(!everything.includes(trace), trace);
    });

    it('8.3: the address is free again; whoever was deleted before is erased all the same, also twice', async () => {
      const { consultants } = test.store;
      const [ana = 0] = await people(test.store, { ...ANA, offered: 1 });
      await turnOf(test.store, { once: once('a') });
      await consultants.deleteConsultant(ana, BOSS);
      assert.deepEqual(await consultants.erasePersonalData(ana, LATER), { openOffers: 1, keptAnswers: 1 });
      const erased = await consultants.personalData(ana);
      assert.deepEqual([erased?.consultant.name, erased?.consultant.deletedAt], ['(erased)', at(0)]);
      assert.deepEqual(await consultants.erasePersonalData(ana, LATER), { openOffers: 1, keptAnswers: 0 });
      assert.equal(
        (await consultants.listEvents({ limit: 99 })).items.filter(({ kind }) => kind === 'erased').length,
        1,
      );
      assert.equal((await consultants.createConsultant(aConsultant({ email: ANA.email }), BOSS)).kind, 'done');
      for (const nobody of [ana + 9, 0, 2 ** 31])
        assert.equal(await consultants.erasePersonalData(nobody, LATER), null);
    });

    it('D-11: a repeat of a request whose answer was erased is a request of its own', async () => {
      const { consultants } = test.store;
      const [ana = 0, beto = 0] = await people(test.store, { ...ANA, offered: 1 }, 2);
      await turnOf(test.store, { once: once('a') });
      await consultants.erasePersonalData(ana, LATER);
      const again = await consultants.takeTurn(aTurn({ once: once('a') }));
      assert.deepEqual(again.kind === 'given' && [again.turn.consultant?.id, again.turn.number, again.replayed], [
        beto,
        '#00002',
        false,
      ]);
    });
  });
