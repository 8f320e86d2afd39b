import assert from 'node:assert/strict';
import { SHARED_KEY, startConsultants } from './support/startConsultants.ts';
import type { ConsultantsServer } from './support/startConsultants.ts';

describe('/consultants at the root too', () => {
  let rooted: ConsultantsServer;

  before(async () => {
    const config = { API_ROOT: 'consultants', AUTHENTICATION_API_KEY: SHARED_KEY } as const;
    rooted = await startConsultants({ api: { config } });
  });
  after(() => rooted.stop());

  it("3.1: at the root its documentation is public, and the house's has an address of its own", async () => {
    const { paths } = (await rooted.call('GET', '/openapi.json')).json;
    assert.ok(paths['/consultor/da-vez'].get);
    assert.equal(paths['/health'], undefined);
    for (const path of ['/docs', '/redoc']) {
      assert.match((await rooted.call('GET', path)).text, /<h1>Consultores<[^]*\/consultor\/da-vez/);
    }
    const token = await rooted.tokenOf('viewer');
    const house = await rooted.call('GET', '/house/openapi.json', { token });
    assert.ok(house.json.paths['/health'].get && house.json.paths['/consultants/consultor/da-vez'].get);
    assert.equal((await rooted.call('GET', '/house/docs')).status, 401);
    const page = await rooted.call('GET', '/house/docs', { token });
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
    assert.equal(files.length, 4);
    for (const file of files) assert.equal((await rooted.call('GET', file, { token })).status, 200, file);
    assert.match((await rooted.call('GET', '/docs/start.js', { token })).text, /url: '\/house\/openapi\.json'/);
    assert.match((await rooted.call('GET', '/', { token, headers: { accept: 'text/html' } })).text, /"\/house\/docs"/);
  });

  it('1.2: mounted at the root too, it shadows nothing else of the house', async () => {
    const headers = { 'api-key': SHARED_KEY };
    assert.deepEqual((await rooted.call('GET', '/consultores', { headers })).json, []);
    assert.equal((await rooted.call('GET', '/consultores/')).headers.get('location'), `${rooted.url}/consultores`);
    assert.deepEqual((await rooted.call('GET', '/nada')).json, { detail: 'Not Found' });
    assert.equal((await rooted.call('GET', '/health')).status, 200);
    assert.equal((await rooted.call('GET', '/house/openapi.json')).status, 401);
    assert.equal((await rooted.call('GET', '/auth/nada')).json.title, 'Route not found');
    assert.equal((await rooted.call('GET', '/handovers')).status, 401);
  });
});
