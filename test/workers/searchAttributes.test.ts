import assert from 'node:assert/strict';
import { SEARCH_ATTRIBUTES } from '../../runtime/temporalServer.ts';
import { provisionSearchAttributes } from '../../workers/searchAttributes.ts';
import { searchAttributes } from '../../workflows/attributes.ts';
import { freshNamespace, type FreshNamespace } from '../support/freshNamespace.ts';

describe('search attributes', () => {
  let fresh: FreshNamespace;
  before(async () => (fresh = await freshNamespace()));
  after(() => fresh.close());

  it('design §4: a namespace learns those it lacks, also from two workers at once, and keeps those it knows', async () => {
    const { client, namespace } = fresh;
    const { operatorService } = client.connection;
    await operatorService.addSearchAttributes({ namespace, searchAttributes: { PlantaoUnit: 2, Foreign: 2 } });
    const learnt = await Promise.all([
      provisionSearchAttributes(client, namespace),
      provisionSearchAttributes(client, namespace),
    ]);
    assert.ok(learnt.flat().length > 0);
    assert.ok(!learnt.flat().includes('PlantaoUnit'));
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    assert.deepEqual(Object.keys(customAttributes).sort(), ['Foreign', ...SEARCH_ATTRIBUTES].sort());
    assert.deepEqual(await provisionSearchAttributes(client, namespace), []);
  });

  it('design §4: the development server starts with the same ones', () => {
    assert.deepEqual(searchAttributes.map(({ name }) => name).sort(), [...SEARCH_ATTRIBUTES].sort());
  });
});
