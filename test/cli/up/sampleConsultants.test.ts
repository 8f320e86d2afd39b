import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSampleConsultants } from '../../../cli/up/sampleConsultants.ts';
import { openStore, type Store } from '../../../stores/open.ts';
import { aNumber, BOSS, people, turnOf } from '../../stores/support/consultants.ts';

describe('makeSampleConsultants', () => {
  let folder: string;
  let store: Store;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plantao-samples-'));
    store = await openStore(`sqlite:${join(folder, 'plantao.db')}`);
    await store.migrate();
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const make = () => makeSampleConsultants(store.consultants, BOSS.at);

  it('A.2: in a new house there is somebody for each language, once', async () => {
    assert.equal(await make(), 4);
    assert.equal(await make(), 0);
    const names = (await store.consultants.listConsultants()).map(({ name }) => name);
    assert.deepEqual(names, ['Consultora 1', 'Consultora 2', 'Consultora 3', 'Consultora 4']);
    for (const language of ['pt', 'en', 'es']) assert.ok((await turnOf(store, { language })).consultant);
  });

  it('A.2: nobody is added to a house of somebody', async () => {
    await people(store, null);
    assert.equal(await make(), 0);
  });

  it('A.2: samples that were deleted do not come back', async () => {
    await make();
    for (const { id } of await store.consultants.listConsultants()) await store.consultants.deleteConsultant(id, BOSS);
    assert.equal(await make(), 0);
    assert.deepEqual(await store.consultants.listConsultants(), []);
  });

  it('A.2: nor is anybody added where only numbers were issued', async () => {
    assert.equal((await store.consultants.takeNumber(aNumber())).kind, 'given');
    assert.equal(await make(), 0);
  });
});
