import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathsIn } from '../../runtime/paths.ts';
import { freePort } from '../../runtime/ports.ts';
import { startTemporalServer, type TemporalServer } from '../../runtime/temporalServer.ts';
import { buildBundle, currentStamp } from '../../workers/bundle.ts';
import { startWorker, type WorkerProcess } from './support/startWorker.ts';

describe('worker process', () => {
  let home: string;
  let worker: WorkerProcess | undefined;
  let server: TemporalServer | undefined;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'plantao-worker-'));
    await buildBundle(home);
  });
  afterEach(async () => {
    worker?.process.kill('SIGKILL');
    await worker?.ended;
    await server?.stop();
    server = undefined;
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  const start = async (settings: Record<string, string> = {}, port?: number) => {
    worker = startWorker({
      PLANTAO_HOME: home,
      TEMPORAL_ADDRESS: `127.0.0.1:${port ?? (await freePort())}`,
      DIALER_BASE_URL: 'http://127.0.0.1:9/api/v1',
      ...settings,
    });
    return worker;
  };

  it('design §4: started before Temporal it says so, waits, and works when Temporal comes; SIGTERM ends it in order', async () => {
    const port = await freePort();
    const { lines, ready, ended, process } = await start({}, port);
    await lines.matching(/Temporal is not there; trying again/);
    server = await startTemporalServer({ port });
    await ready;
    assert.match(await lines.matching(/"ready"/), /"created":\["calls-daily","calls-sweep","calls-reaper"\]/);
    process.kill('SIGTERM');
    assert.equal(await ended, 0, lines.all.join('\n'));
    await lines.matching(/"stopped"/);
    const warned = lines.all.filter(
      (line) => /"level":"(warn|error)"/.test(line) && !/Temporal is not there/.test(line),
    );
    assert.deepEqual(warned, [], 'nothing that is as declared is warned of, such as a queue without workflows');
  });

  it('design §1: told to stop while it waits for Temporal, it stops in order', async () => {
    const { lines, ended, process } = await start();
    await lines.matching(/Temporal is not there; trying again/);
    process.kill('SIGTERM');
    assert.equal(await ended, 0, lines.all.join('\n'));
  });

  it('design §1: a wrong setting stops it at once with a sentence that names it, whether or not Temporal is there', async () => {
    const { lines, ended } = await start({ CALLS_DAILY_CRON: 'every night' });
    assert.equal(await ended, 2);
    assert.equal(lines.all.length, 1);
    assert.match(lines.all[0] ?? '', /^Configuration refused\. CALLS_DAILY_CRON: .*"every night" refused/);
  });

  it('temporal.md §4: with a bundle of another SDK it refuses to start and says what to do', async () => {
    const { bundleMeta } = pathsIn(home);
    const stamp = readFileSync(bundleMeta, 'utf8');
    writeFileSync(bundleMeta, JSON.stringify({ ...currentStamp(), sdk: '1.23.0' }));
    const { lines, ended } = await start();
    assert.equal(await ended, 2);
    writeFileSync(bundleMeta, stamp);
    assert.deepEqual(lines.all, [
      'The workflow bundle was built with SDK 1.23.0, this worker runs 1.24.0; build it with `node tools/bootstrap.mjs`.',
    ]);
  });
});
