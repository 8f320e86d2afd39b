import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { root } from '../../runtime/paths.ts';

const docker = (...args: string[]) => spawnSync('docker', ['compose', ...args], { cwd: root, encoding: 'utf8' });

/** Why it cannot be asked here; null when it can. */
function missing(): string | null {
  const { error, status, stderr } = docker('version');
  if (error) return 'docker is not installed';
  return status === 0 ? null : (stderr.trim().split('\n')[0] ?? 'it does not run');
}

describe('docker compose config', () => {
  const why = missing();
  const reads = (...args: string[]) => {
    const { status, stderr } = docker(...args, 'config', '--quiet');
    assert.equal(status, 0, stderr);
    assert.equal(stderr.trim(), '');
  };

  // Docker is not among the requirements of the tests: without it the file is read by test/deploy/compose.test.ts alone.
  if (why !== null) {
    process.stdout.write(`  docker compose was not asked about docker-compose.yml: ${why}\n`);
    return;
  }
  it('design §1: reads the file as it stands, without settings or secrets', () => reads());
  it('design §1: reads it with the demo', () => reads('--env-file', 'deploy/demo.env', '--profile', 'demo'));
  it('design §1: reads it with a SQL Server elsewhere', () =>
    reads('-f', 'docker-compose.yml', '-f', 'deploy/own-sql-server.yml'));
});

describe('deploy/*.sh', () => {
  for (const script of globSync('deploy/**/*.sh', { cwd: root })) {
    it(`design §1: ${script} is a script that its shell can read`, () => {
      const shell = script.includes('sqlserver') ? 'bash' : 'sh';
      const { status, stderr } = spawnSync(shell, ['-n', script], { cwd: root, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    });
  }
});
