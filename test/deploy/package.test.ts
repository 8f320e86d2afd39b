import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../runtime/paths.ts';
import { startDialer, type Dialer } from '../../simulators/dialer/start.ts';
import { unpackedPackage, type Unpacked } from './support/unpacked.ts';

const DAY = '2026-03-12';
const PORTS = [
  'TEMPORAL_PORT=0',
  'TEMPORAL_UI_PORT=0',
  'API_PORT=0',
  'SIMULATOR_DIALER_PORT=0',
  'SIMULATOR_PIPEDRIVE_PORT=0',
  'WORKER_METRICS_PORT=0',
];
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

describe('npm run package', function () {
  this.timeout(240_000);
  let made: Unpacked;
  let plantao: string;
  let dialer: Dialer | undefined;

  before(function () {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      process.stdout.write('    packages are made on Linux x64 only\n');
      return this.skip();
    }
    made = unpackedPackage();
    plantao = join(made.folder, 'plantao');
    const [packed, unpacked] = [made.sizes.packed, made.sizes.unpacked].map((bytes) => (bytes / 1e6).toFixed(0));
    process.stdout.write(`    package: ${packed} MB (quickest compression), unpacked ${unpacked} MB\n`);
  });
  after(async () => {
    await dialer?.close();
    made?.remove();
  });

  it('design §1: its launcher is found through a link, from any folder', async () => {
    const elsewhere = made.emptyFolder('elsewhere');
    symlinkSync('../unpacked', join(elsewhere, 'installed'));
    symlinkSync(join('installed', `plantao-${version}-linux-x64`, 'plantao'), join(elsewhere, 'plantao'));
    const { code, stdout, stderr } = await made.run(join(elsewhere, 'plantao'), ['--version'], elsewhere);
    assert.deepEqual([code, stdout, stderr], [0, `${version}\n`, '']);
    const help = await made.run('./plantao', ['--help'], made.folder);
    assert.match(help.stdout, /calls +copy calls from the 3C Plus dialer/);
  });

  it('C-51: `plantao calls robot` runs from the legacy robot’s .env, with servers of its own', async () => {
    dialer = await startDialer({ token: '3cs_package' });
    dialer.setWorld({ campaigns: [{ id: 5, name: 'Cinco', days: { [DAY]: 45 } }], tokens: ['3cs_package'] });
    const folder = made.emptyFolder('robot');
    const robot = [
      ...['EXECUTION_MODE=manual', 'MANAGER_TOKEN=3cs_package', `BASE_URL=${dialer.baseUrl}/calls`, 'PER_PAGE=20'],
      ...[`MANUAL_START_DATE=${DAY} 00:00:00`, `MANUAL_END_DATE=${DAY} 23:59:59`, 'MANUAL_CAMPAIGN_IDS=5'],
    ];
    writeFileSync(join(folder, '.env'), [...robot, ...PORTS].join('\n'));
    const { code, stdout, stderr } = await made.run(plantao, ['calls', 'robot'], folder);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /COMPLETED_SUCCESS │ 1\/1 .*│ +45 │/);
    assert.deepEqual(readdirSync(folder), ['.env']);
    assert.ok(existsSync(join(made.folder, '.plantao/plantao.db')));
  });

  it('design §1: `plantao up --exit` runs everything and copies the simulated calls', async () => {
    const folder = made.emptyFolder('up');
    writeFileSync(join(folder, '.env'), [...PORTS, `PLANTAO_HOME=${join(folder, 'home')}`].join('\n'));
    const { code, stdout, stderr } = await made.run(plantao, ['up', '--exit'], folder);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /COMPLETED_SUCCESS │ 6\/6 /);
    assert.match(stdout, /Made 4 sample consultants.*│ Take a turn +│ \.\/plantao consultants turn --language pt │/s);
    assert.match(stdout, /`\.\/plantao users reset admin` gives a new one\./);
  });

  it('design §1: none of it needed Node, npm, Go, Docker or a Temporal server of this machine', () => {
    assert.deepEqual(made.missed(), []);
  });

  it('design §1: holds what runs, and the licence of everything that is not ours', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: true; optional?: true; devOptional?: true }>;
    };
    const production = Object.keys(packages).filter((path) => path !== '' && existsSync(join(made.folder, path)));
    const wanted = Object.entries(packages)
      .filter(([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional)
      .map(([path]) => path);
    assert.deepEqual(production.sort(), wanted.sort());
    for (const left of ['test', 'bench', 'tools/bootstrap', 'tools/package', '.git', '.env', 'package-lock.json'])
      assert.equal(existsSync(join(made.folder, left)), false, left);
    const licences = readFileSync(join(made.folder, 'THIRD-PARTY-LICENSES'), 'utf8');
    for (const title of [/^Node\.js$/m, /^@temporalio\/worker 1\.24\.0 \(MIT\)$/m, /^zod /m])
      assert.match(licences, title);
  });

  it('design §1: the same files in the same order, of nobody and of no time', () => {
    const listing = execFileSync('tar', ['-tvzf', made.archive, '--numeric-owner', '--utc'], {
      encoding: 'utf8',
      maxBuffer: 10_000_000,
    });
    const entries = listing
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/));
    assert.deepEqual(
      [...new Set(entries.map(([, owner, , date, time]) => `${owner} ${date} ${time}`))],
      ['0/0 1980-01-01 00:00'],
    );
    const top = entries.map(([, , , , , path = '']) => path.split('/')[1]).filter((name) => name !== '');
    const rooms = [...new Set(top)];
    assert.deepEqual(rooms, rooms.toSorted());
  });
});
