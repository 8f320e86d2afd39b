import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildSpec } from '../../../cli/up/child.ts';
import { createSupervisor, type Supervisor } from '../../../cli/up/supervisor.ts';
import { collectLines, type Lines } from '../../support/lines.ts';

const stayAlive = `process.send('ready'); process.on('message', () => {}); console.log('pid ' + process.pid);`;

const node = (name: string, script: string, changes: Partial<ChildSpec> = {}): ChildSpec => ({
  name,
  command: process.execPath,
  args: ['-e', script],
  healthy: ({ said }) => said('ready'),
  healthyWithinMs: 10_000,
  stopWithinMs: 5_000,
  ipc: true,
  ...changes,
});

describe('createSupervisor', () => {
  let folder: string;
  let output: Lines;
  let said: Lines;
  let supervisor: Supervisor;

  const create = (stopWithinMs = 10_000) =>
    createSupervisor({
      writeLine: (name, line) => output.add(`${name}: ${line}`),
      say: (text) => said.add(text),
      stopWithinMs,
      firstBackOffMs: 1,
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plantao-supervisor-'));
    output = collectLines();
    said = collectLines();
    supervisor = create();
  });

  afterEach(async () => {
    supervisor.kill();
    await supervisor.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('A.2: start resolves when the child is healthy, and its lines arrive under its name', async () => {
    await supervisor.start(node('good', `${stayAlive} console.error('to stderr')`));
    assert.match(await output.matching(/pid/), /^good: pid \d+$/);
    assert.equal(await output.matching(/stderr/), 'good: to stderr');
  });

  it('A.2: stops in reverse order of the start', async () => {
    await supervisor.start(node('first', stayAlive));
    await supervisor.start(node('second', stayAlive));
    await supervisor.stop();
    assert.deepEqual(said.all, ['second stopped', 'first stopped']);
  });

  it('A.2: a child that dies is restarted, each time, and it is said', async () => {
    const counter = join(folder, 'starts');
    const script = `
      const fs = require('node:fs');
      fs.appendFileSync(${JSON.stringify(counter)}, 'x');
      const starts = fs.statSync(${JSON.stringify(counter)}).size;
      process.send('ready', () => { if (starts < 3) process.exit(7); console.log('start ' + starts); });
      process.on('message', () => {});`;
    await supervisor.start(node('frail', script));
    assert.equal(await output.matching(/start 3/), 'frail: start 3');
    assert.deepEqual(
      said.all.filter((line) => line.includes('starting it again')),
      [
        'frail ended with code 7; starting it again in 0.001 s',
        'frail ended with code 7; starting it again in 0.002 s',
      ],
    );
    await said.matching(/frail is running again/);
  });

  it('A.2: a child that ignores SIGTERM is killed when its time is over, and it is said', async () => {
    await supervisor.start(
      node('stubborn', `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); ${stayAlive}`, {
        stopWithinMs: 50,
      }),
    );
    await supervisor.stop();
    assert.deepEqual(said.all, ['stubborn did not stop in time and was killed']);
  });

  it('A.2: the limit of all together cuts the limit of each', async () => {
    supervisor = create(50);
    const script = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); ${stayAlive}`;
    await supervisor.start(node('one', script, { stopWithinMs: 3_600_000 }));
    await supervisor.start(node('two', script, { stopWithinMs: 3_600_000 }));
    await supervisor.stop();
    assert.equal(said.all.filter((line) => line.endsWith('was killed')).length, 2);
  });

  it('A.2: a first start that fails is an error that says how it ended', async () => {
    await assert.rejects(supervisor.start(node('broken', 'process.exit(3)')), {
      name: 'CommandFailed',
      message: 'broken ended with code 3 before it was ready.',
    });
    await assert.rejects(
      supervisor.start(node('missing', '', { command: join(folder, 'nothing') })),
      /could not be started/,
    );
  });

  it('A.2: a child that never gets ready is an error that says the limit', async () => {
    await assert.rejects(supervisor.start(node('slow', 'setInterval(() => {}, 1000)', { healthyWithinMs: 20 })), {
      message: 'slow was not ready within 0.02 s.',
    });
  });

  it('A.2: stopping while a child is still starting ends it and restarts nothing', async () => {
    const starting = supervisor.start(node('late', `console.log('up'); setInterval(() => {}, 1000)`));
    const refused = assert.rejects(starting, /was ended by SIGTERM before it was ready/);
    await output.matching(/up/);
    await supervisor.stop();
    await refused;
    assert.deepEqual(said.all, ['late stopped']);
  });
});
