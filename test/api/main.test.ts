import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureAdmin } from '../../api/auth/ensureAdmin.ts';
import { freePorts } from '../../runtime/ports.ts';
import { openStore } from '../../stores/open.ts';

const MAIN = new URL('../../api/main.ts', import.meta.url).pathname;

describe('the API process', () => {
  let home: string;
  let children: ChildProcess[];

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'plantao-main-'));
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(home, { recursive: true, force: true });
  });

  const start = (environment: Record<string, string>): ChildProcess => {
    const child = fork(MAIN, { env: { PLANTAO_HOME: home, WORKER_METRICS_PORT: '0', ...environment }, silent: true });
    children.push(child);
    return child;
  };
  const exited = async (child: ChildProcess) => (await once(child, 'exit')) as [number | null, string | null];

  it('§4: serves reads while Temporal is away, says so, and stops in order on SIGTERM', async () => {
    const [port = 0, nothing = 0] = await freePorts(2);
    const child = start({ API_PORT: String(port), TEMPORAL_ADDRESS: `127.0.0.1:${nothing}` });
    assert.deepEqual(await once(child, 'message').then(([message]) => message), 'ready');

    const store = await openStore(`sqlite:${join(home, 'plantao.db')}`);
    const admin = await ensureAdmin(store.access);
    await store.close();
    const url = `http://127.0.0.1:${port}`;
    const login = await fetch(`${url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(admin),
    });
    const { accessToken } = (await login.json()) as { accessToken: string };
    const headers = { authorization: `Bearer ${accessToken}` };
    assert.equal((await fetch(`${url}/calls/backfills`, { headers })).status, 200);
    const ready = await fetch(`${url}/ready`, { headers });
    assert.equal(ready.status, 503);
    assert.match(await ready.text(), /database: ok, temporal: unreachable/);

    child.kill('SIGTERM');
    assert.deepEqual(await exited(child), [0, null]);
    const logs = await Promise.all(
      (await readdir(join(home, 'logs'))).map((file) => readFile(join(home, 'logs', file), 'utf8')),
    );
    assert.match(logs.join(''), /API stopped/);
    assert.ok(!logs.join('').includes(accessToken));
  });

  it('C-52: a wrong setting ends it at once with a sentence that names it', async () => {
    const child = start({ API_PORT: 'many' });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    assert.deepEqual(await exited(child), [2, null]);
    assert.match(said, /API_PORT: /);
  });

  it('C-52, D-40: so does a pattern of numbers that cannot be', async () => {
    const child = start({ API_PORT: '0', CONSULTANTS_PROTOCOL_PATTERN: '#' });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    assert.deepEqual(await exited(child), [2, null]);
    assert.match(said, /^Configuration refused\. CONSULTANTS_PROTOCOL_PATTERN: /);
  });

  it("1.2: in the old service's place its key is needed, without which it did not start either", async () => {
    for (const given of [{}, { AUTHENTICATION_API_KEY: '' }]) {
      const child = start({ API_PORT: '0', API_ROOT: 'consultants', ...given });
      let said = '';
      child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
      assert.deepEqual(await exited(child), [2, null]);
      assert.match(said, /^Configuration refused\. AUTHENTICATION_API_KEY: must be set, as API_ROOT is consultants\b/);
    }
    const environments = [{ API_ROOT: 'consultants', AUTHENTICATION_API_KEY: 'a-key' }, { API_ROOT: 'calls' }, {}];
    for (const environment of environments) {
      const child = start({ API_PORT: '0', ...environment });
      assert.deepEqual(await once(child, 'message').then(([message]) => message), 'ready');
    }
  });

  it('§3: a busy port ends it and is named', async () => {
    const [port = 0] = await freePorts(1);
    const first = start({ API_PORT: String(port) });
    await once(first, 'message');
    const second = start({ API_PORT: String(port) });
    let said = '';
    second.stdout?.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    assert.deepEqual(await exited(second), [1, null]);
    assert.match(said, new RegExp(`API_PORT[^\\n]*${port}|${port}[^\\n]*API_PORT`));
  });

  it('§1: ends with the process that started it', async () => {
    const [port = 0] = await freePorts(1);
    const child = start({ API_PORT: String(port) });
    await once(child, 'message');
    const ended = exited(child);
    child.disconnect();
    assert.deepEqual(await ended, [0, null]);
  });
});
