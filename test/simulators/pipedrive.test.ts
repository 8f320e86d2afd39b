import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startPipedrive, type Pipedrive } from '../../simulators/pipedrive/start.ts';
import { SWITCHES } from '../../simulators/pipedrive/switches.ts';
import { switchTable } from '../../simulators/pipedrive/table.ts';

/** The value at a path of names, e.g. `data.0.id`; undefined when it leads nowhere. */
const at = (body: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], body);

const NOW = '2026-11-20T12:00:00.000Z';

describe('pipedrive simulator', () => {
  let pipedrive: Pipedrive;
  before(async () => {
    pipedrive = await startPipedrive({ world: { deals: [{ title: 'Negócio #00007', user_id: 3 }] } });
  });
  beforeEach(() => {
    pipedrive.reset();
    pipedrive.setClock(NOW);
  });
  after(() => pipedrive.close());

  const call = async (method: string, path: string, json?: unknown, token: string | null = 'sim-token-1') => {
    const response = await fetch(pipedrive.baseUrl + path, {
      method,
      redirect: 'manual',
      headers: token === null ? {} : { 'x-api-token': token },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json().catch(() => null)) as unknown,
    };
  };
  const control = async (method: string, path: string, json?: unknown) => {
    const response = await fetch(pipedrive.controlUrl + path, {
      method,
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    return { status: response.status, body: (await response.json().catch(() => null)) as unknown };
  };
  const task = (number: string, more: object = {}) => ({ subject: `Protocolo ${number}`, user_id: 3, ...more });
  const didTo = (number: string) => pipedrive.truth()[number]?.effects.map(({ did, id, userId }) => [did, id, userId]);

  it('6: knows its tokens, in the header and in the query', async () => {
    assert.equal((await call('GET', '/users/me', undefined, null)).status, 401);
    assert.equal(at((await call('GET', '/users/me', undefined, 'wrong')).body, 'success'), false);
    assert.equal(at((await call('GET', '/users/me?api_token=sim-token-1', undefined, null)).body, 'data.id'), 1);
    await control('PUT', '/__tokens', ['other']);
    assert.equal((await call('GET', '/users/me')).status, 401);
    assert.deepEqual(
      pipedrive.journal().map(({ credentialIn, query, status }) => [credentialIn, query, status]),
      [
        ['none', '', 401],
        ['header', '', 401],
        ['query', '', 200],
        ['header', '', 401],
      ],
    );
  });

  it('6: makes, lists, changes and deletes activities, each effect once in the truth', async () => {
    const { status, body } = await call('POST', '/activities', task('#00001', { due_date: '2026-11-20' }));
    assert.deepEqual([status, at(body, 'data.id'), at(body, 'data.add_time')], [201, 1, '2026-11-20 12:00:00']);
    const asked = '/activities?user_id=3&start_date=2026-11-20&end_date=2026-11-20';
    assert.equal(at((await call('GET', asked)).body, 'data.0.subject'), 'Protocolo #00001');
    assert.equal(at((await call('GET', '/activities')).body, 'data'), null);
    assert.equal(at((await call('GET', '/activities?user_id=3&end_date=2026-11-19')).body, 'data'), null);
    await call('PUT', '/activities/1', { user_id: 4 });
    await call('PUT', '/activities/1', { user_id: 4 });
    await call('DELETE', '/activities/1');
    assert.equal((await call('DELETE', '/activities/1')).status, 404);
    assert.deepEqual(didTo('#00001'), [
      ['created', 1, 3],
      ['changed', 1, 4],
      ['deleted', 1, 4],
    ]);
    assert.deepEqual(at((await control('GET', '/__truth?number=%2300001')).body, 'standing'), []);
  });

  it('6: finds deals by title and custom field, and takes a new owner', async () => {
    await call('POST', '/deals', { title: 'Outro', user_id: 5, ['a'.repeat(40)]: '#00008' });
    const found = await call('GET', '/deals/search?term=%23000&fields=title,custom_fields');
    assert.deepEqual(
      [0, 1].map((i) => ['id', 'owner.id'].map((name) => at(found.body, `data.items.${i}.item.${name}`))),
      [
        [1, 3],
        [2, 5],
      ],
    );
    assert.deepEqual(at((await call('GET', '/deals/search?term=%2300008&fields=title')).body, 'data.items'), []);
    assert.equal(at((await call('PUT', '/deals/2', { user_id: 6 })).body, 'data.user_id.id'), 6);
    assert.deepEqual(didTo('#00008'), [
      ['created', 2, 5],
      ['changed', 2, 6],
    ]);
  });

  it('6: pages by start and limit', async () => {
    for (const number of ['#00001', '#00002', '#00003']) await call('POST', '/activities', task(number));
    const { body } = await call('GET', '/activities?user_id=0&limit=2');
    assert.deepEqual(at(body, 'additional_data.pagination'), {
      start: 0,
      limit: 2,
      more_items_in_collection: true,
      next_start: 2,
    });
    assert.equal(at((await call('GET', '/activities?user_id=0&limit=2&start=2')).body, 'data.length'), 1);
  });

  it('6: refuses what makes no sense', async () => {
    assert.equal((await call('POST', '/activities', { user_id: 3 })).status, 400);
    assert.equal((await call('POST', '/activities', task('#00001', { due_date: 'amanhã' }))).status, 400);
    pipedrive.setWorld({ users: [3] });
    assert.equal((await call('POST', '/activities', task('#00001', { user_id: 4 }))).status, 400);
    assert.equal((await call('GET', '/persons')).status, 404);
    assert.equal((await call('PATCH', '/activities')).status, 405);
    assert.deepEqual(pipedrive.truth(), {});
  });

  it('6: counts requests in a rolling time and answers 429 with every header of it', async () => {
    pipedrive.setWorld({ limit: { requests: 2, perMs: 2_000 } });
    assert.equal((await call('GET', '/users/me')).headers.get('x-ratelimit-remaining'), '1');
    await call('GET', '/users/me');
    const refused = await call('POST', '/activities', task('#00001'));
    const header = (name: string) => refused.headers.get(name);
    assert.deepEqual(
      [refused.status, header('retry-after'), header('x-ratelimit-remaining'), header('x-ratelimit-reset')],
      [429, '2', '0', '2'],
    );
    pipedrive.setClock('2026-11-20T12:00:02.001Z');
    assert.equal((await call('GET', '/users/me')).status, 200);
    assert.deepEqual(pipedrive.truth(), {});
  });

  it('6: an answer is spoilt without effect, after it, or before it', async () => {
    const effects: [effect: string, now: number, later: number][] = [];
    for (const effect of ['none', 'done', 'late']) {
      pipedrive.reset();
      pipedrive.setClock(NOW);
      pipedrive.setFaults([{ switch: 'server-error', with: { effect, lateMs: 5_000 }, when: { method: 'POST' } }]);
      assert.equal((await call('POST', '/activities', task('#00001'))).status, 503);
      const now = didTo('#00001')?.length ?? 0;
      pipedrive.setClock('2026-11-20T12:00:05.000Z');
      effects.push([effect, now, didTo('#00001')?.length ?? 0]);
    }
    assert.deepEqual(effects, [
      ['none', 0, 0],
      ['done', 1, 1],
      ['late', 0, 1],
    ]);
  });

  it('6: reads may be stale', async () => {
    await call('POST', '/activities', task('#00001'));
    pipedrive.setFaults([{ switch: 'stale-reads', with: { ms: 5_000 } }]);
    assert.equal(at((await call('GET', '/activities?user_id=3')).body, 'data'), null);
    pipedrive.setClock('2026-11-20T12:00:05.000Z');
    assert.equal(at((await call('GET', '/activities?user_id=3')).body, 'data.length'), 1);
  });

  it('6: every switch spoils an answer as it says', async () => {
    const seen: Record<string, unknown> = {};
    for (const { name } of SWITCHES) {
      pipedrive.setFaults([{ switch: name, with: name === 'slow' ? { ms: 1 } : {} }]);
      const given = { signal: AbortSignal.timeout(200), redirect: 'manual', headers: { 'x-api-token': 'sim-token-1' } };
      const response = await fetch(`${pipedrive.baseUrl}/users/me`, given as RequestInit).catch(() => null);
      const text = await response?.text().catch(() => 'cut');
      const what: unknown = text?.startsWith('<')
        ? 'html'
        : text === 'cut' || text === ''
          ? text
          : JSON.parse(text ?? 'null');
      seen[name] = response ? [response.status, at(what, 'success') ?? what] : 'nothing';
    }
    assert.deepEqual(seen, {
      unauthorized: [401, false],
      refused: [400, false],
      'rate-limited': [429, false],
      'server-error': [503, 'html'],
      'web-page': [200, 'html'],
      'no-success': [200, false],
      'odd-shape': [200, ['odd']],
      silence: 'nothing',
      'connection-cut': 'nothing',
      redirect: [302, false],
      slow: [200, true],
      'cut-body': [200, 'cut'],
      'stale-reads': [200, true],
    });
  });

  it('6: faults meet the requests that they name', async () => {
    const rule = { switch: 'unauthorized', when: { protocol: '#00002', skip: 1, times: 1 } };
    assert.equal((await control('PUT', '/__faults', [rule])).status, 200);
    const statuses: number[] = [];
    for (const number of ['#00001', '#00002', '#00002', '#00002'])
      statuses.push((await call('POST', '/activities', task(number))).status);
    assert.deepEqual(statuses, [201, 201, 401, 201]);
    assert.equal(at((await control('GET', '/__faults')).body, '0.fired'), 1);
    assert.equal((await control('PUT', '/__faults', [{ switch: 'no-such' }])).status, 400);
    assert.equal((await control('PUT', '/__faults', [{ switch: 'silence', with: { effect: 'x' } }])).status, 400);
    assert.equal(at((await control('GET', '/__faults')).body, 'length'), 1);
  });

  it('6: simulators/README.md lists the switches as they are (node simulators/pipedrive/main.ts --switches)', async () => {
    const unpadded = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
    const readme = await readFile(new URL('../../simulators/README.md', import.meta.url), 'utf8');
    assert.ok(unpadded(readme).includes(unpadded(switchTable())), 'the table in simulators/README.md is out of date');
  });

  it('6: as a process it says where it listens and ends at once on SIGTERM', async () => {
    const main = fileURLToPath(new URL('../../simulators/pipedrive/main.ts', import.meta.url));
    const child = spawn(process.execPath, [main, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    try {
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const url = /^pipedrive simulator listening on (http:\/\/127\.0\.0\.1:\d+\/api\/v1)$/.exec(line)?.[1];
      assert.equal((await fetch(`${url}/users/me?api_token=sim-token-1`)).status, 200);
    } finally {
      child.kill('SIGTERM');
    }
    assert.deepEqual(await exited, [0, null]);
  });
});
