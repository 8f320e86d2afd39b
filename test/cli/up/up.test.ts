import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { endLeftover } from '../../../cli/up/leftover.ts';
import { root, temporalBinary } from '../../../runtime/paths.ts';
import { childEnvironment, loadConfig } from '../../../schemas/config.ts';
import { processIdentity } from '../../../tools/lock.mjs';
import { collectLines, type Lines } from '../../support/lines.ts';

const server = (port: string) => `
  import { createServer } from 'node:http';
  const server = createServer((_, answer) => answer.end('{}')).listen(${port}, '127.0.0.1', () => {
    console.log('pid ' + process.pid);
    process.send('ready');
  });
  process.on('SIGTERM', () => process.exit(0));`;

const leashed = "import { exitWithParent } from '../runtime/exitWithParent.ts'; exitWithParent();";

/** What the parts stand for here: processes that get ready and stop. The tests are about running them, not about them. */
const stubs = {
  'workers/main.ts': leashed + server('0'),
  'api/main.ts': leashed + server('Number(process.env.API_PORT)'),
  'simulators/dialer/main.ts': server('Number(process.argv.at(-1))'),
  'simulators/pipedrive/main.ts': server('Number(process.argv.at(-1))'),
};

interface Run {
  readonly process: ChildProcess;
  readonly lines: Lines;
  readonly ended: Promise<number | null>;
}

/** Resolves when the very process is gone; the test's own time limit bounds the wait. */
async function gone(identity: string): Promise<void> {
  while (processIdentity(Number.parseInt(identity, 10)) === identity) await pause(20);
}

describe('plantao up', function () {
  this.timeout(60_000);
  let folder: string;
  let runs: Run[];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'plantao-up-'));
    for (const part of ['cli', 'runtime', 'schemas', 'tools', 'package.json']) {
      cpSync(join(root, part), join(folder, part), { recursive: true });
    }
    // Only `up`: the operators' commands of the integrations have their own tests and pull in the rest of the product.
    writeFileSync(
      join(folder, 'cli', 'commands.ts'),
      "import { up } from './up/command.ts'; export const commands = [up];",
    );
    writeFileSync(
      join(folder, 'cli', 'up', 'demonstration.ts'),
      'export const demonstrate = async ({ addresses }) => fetch(addresses.console);',
    );
    writeFileSync(join(folder, 'cli', 'up', 'login.ts'), "export const loginHint = async () => 'Log in';");
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [path, text] of Object.entries(stubs)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });

  beforeEach(() => {
    runs = [];
    const { path, serverVersion } = temporalBinary(loadConfig().PLANTAO_HOME);
    mkdirSync(join(folder, '.plantao'), { recursive: true });
    writeFileSync(join(folder, '.plantao', 'bootstrap.json'), JSON.stringify({ temporalPath: path, serverVersion }));
  });

  afterEach(async () => {
    for (const run of runs) {
      run.process.kill('SIGTERM');
      await run.ended;
    }
    await endLeftover('Temporal server', join(folder, '.plantao', 'temporal.pid'), () => undefined);
    rmSync(join(folder, '.plantao'), { recursive: true, force: true });
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  function start(args: string[] = [], settings: Record<string, string> = {}): Run {
    const simulators = { SIMULATOR_DIALER_PORT: '0', SIMULATOR_PIPEDRIVE_PORT: '0' };
    const ports = { TEMPORAL_PORT: '0', TEMPORAL_UI_PORT: '0', API_PORT: '0', ...simulators };
    const unset = {
      TEMPORAL_ADDRESS: '',
      DIALER_BASE_URL: '',
      PIPEDRIVE_BASE_URL: '',
      WORKER_METRICS_PORT: '0',
      PLANTAO_HOME: '.plantao',
    };
    const { FORCE_COLOR: _, ...env } = childEnvironment({ ...ports, ...unset, NO_COLOR: '1', ...settings });
    const child = spawn(process.execPath, ['cli/main.ts', 'up', ...args], { cwd: folder, env });
    const lines = collectLines();
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', lines.add);
    const ended = once(child, 'close').then(([code]) => code as number | null);
    const run = { process: child, lines, ended };
    runs.push(run);
    return run;
  }

  const pidOf = async (run: Run, name: string) =>
    Number((await run.lines.matching(new RegExp(`^${name} .*pid \\d+`))).split('pid ')[1]);

  it('A.2: runs every part, shows the addresses, refuses a second start and stops in order', async () => {
    const run = start(['--no-demo']);
    await run.lines.matching(/stop with Ctrl-C/);
    const table = run.lines.all.join('\n');
    assert.match(table, /Console +│ http:\/\/127\.0\.0\.1:\d+ /);
    assert.match(table, /API docs +│ http:\/\/127\.0\.0\.1:\d+\/docs/);
    assert.match(table, /Temporal Web +│ http:\/\/127\.0\.0\.1:\d+/);

    const second = start();
    assert.equal(await second.ended, 1);
    assert.deepEqual(second.lines.all, [
      `Plantão is already running (pid ${run.process.pid}); stop it or use another PLANTAO_HOME.`,
    ]);

    run.process.kill('SIGINT');
    assert.equal(await run.ended, 0);
    assert.deepEqual(
      run.lines.all.filter((line) => / stopped$/.test(line)).map((line) => line.split('│ ')[1]),
      ['api stopped', 'worker stopped', 'pipedrive stopped', 'dialer stopped', 'temporal stopped'],
    );
    assert.equal(existsSync(join(folder, '.plantao', 'up.lock')), false);
    assert.equal(existsSync(join(folder, '.plantao', 'temporal.pid')), false);
  });

  it('A.2: --exit ends after the demonstration', async () => {
    const run = start(['--exit']);
    assert.equal(await run.ended, 0, run.lines.all.join('\n'));
    assert.match(run.lines.all.join('\n'), /Console/);
  });

  it('A.2: a part that is killed comes back, and it is said', async () => {
    const run = start(['--no-demo']);
    await run.lines.matching(/stop with Ctrl-C/);
    process.kill(await pidOf(run, 'worker'), 'SIGKILL');
    await run.lines.matching(/worker was ended by SIGKILL; starting it again in 0\.5 s/);
    await run.lines.matching(/worker is running again/);
  });

  it('A.2: when it is killed itself its parts end, and the next start ends the Temporal server it left', async () => {
    const run = start(['--no-demo']);
    await run.lines.matching(/stop with Ctrl-C/);
    const identities = await Promise.all(
      ['worker', 'api', 'dialer', 'pipedrive'].map(async (name) => processIdentity(await pidOf(run, name))),
    );
    run.process.kill('SIGKILL');
    await run.ended;
    await Promise.all(identities.map(gone));

    const left = readFileSync(join(folder, '.plantao', 'temporal.pid'), 'utf8');
    const next = start(['--no-demo']);
    await next.lines.matching(new RegExp(`ending the Temporal server \\(pid ${Number.parseInt(left, 10)}\\)`));
    await next.lines.matching(/stop with Ctrl-C/);
    assert.notEqual(processIdentity(Number.parseInt(left, 10)), left);
  });

  it('A.2: a busy port is named with its setting', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const run = start([], { API_PORT: String(port) });
    assert.equal(await run.ended, 1);
    holder.close();
    assert.deepEqual(run.lines.all, [`Port ${port} (API_PORT) is in use; free it or set API_PORT.`]);
  });

  it('A.2: a wrong setting and a wrong option each end it with one sentence', async () => {
    const wrongSetting = start([], { LOG_LEVEL: 'loud' });
    assert.equal(await wrongSetting.ended, 2);
    assert.match(wrongSetting.lines.all.join('\n'), /^Configuration refused\. LOG_LEVEL: [^\n]+$/);
    const wrongOption = start(['--sideways']);
    assert.equal(await wrongOption.ended, 2);
    assert.deepEqual(wrongOption.lines.all, ["error: unknown option '--sideways'"]);
  });
});
