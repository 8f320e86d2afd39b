import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from '../../runtime/paths.ts';
import { childEnvironment } from '../../schemas/config.ts';

/** What a machine reads: the sum of .ci/run and the exit code of tools/check.mjs. Every program they start is a stand-in. */
describe('checks for a machine', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plantao-machine-'));
    mkdirSync(join(folder, 'bin'));
    for (const name of ['.ci', 'tools']) cpSync(join(root, name), join(folder, name), { recursive: true });
    for (const name of ['tsc', 'oxlint', 'prettier', 'npm']) program(name, 'exit 0');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function program(name: string, script: string): void {
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
  function run(command: string, ...args: string[]) {
    const { PATH = '' } = childEnvironment();
    const env = childEnvironment({ PATH: `${join(folder, 'bin')}${delimiter}${PATH}` });
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
    return { status, lines: stdout.trimEnd().split('\n'), stderr };
  }
  const ci = (test: string, check: string) => {
    program('npm', `case "$1" in test) ${test};; run) ${check};; esac`);
    const { status, lines } = run('bash', '.ci/run');
    return { status, last: lines.at(-1) };
  };

  it('A.6: .ci/run ends with the sum: the tests and, as one, the checks', () => {
    const green = `echo '  a test: 3 passing'; printf '\\n  \\033[32m 12 passing\\033[0m (3s)\\n\\n'`;
    assert.deepEqual(ci(green, 'exit 0'), { status: 0, last: '13 passed, 0 failed' });
    assert.deepEqual(ci(green, 'exit 1'), { status: 1, last: '12 passed, 1 failed' });
  });

  it('A.6: .ci/run counts what failed, and takes a run without a sum for a failure', () => {
    assert.deepEqual(ci(`echo '  10 passing (1m)'; echo '  2 failing'; exit 2`, 'exit 0'), {
      status: 1,
      last: '11 passed, 2 failed',
    });
    assert.deepEqual(ci('exit 1', 'exit 0'), { status: 1, last: '1 passed, 1 failed' });
    assert.deepEqual(ci('exit 0', 'exit 0'), { status: 1, last: '1 passed, 1 failed' });
  });

  it('A.6: check runs every step and fails at the end when one did', () => {
    program('tsc', 'exit 2');
    const { status, lines, stderr } = run(process.execPath, 'tools/check.mjs');
    assert.equal(status, 1);
    assert.deepEqual(
      lines.map((line) => line.replace(/ \([\d.]+ s\)$/, '')),
      ['✗ types', '✓ lint, import directions, workflow sandbox', '✓ formatting', '✓ audit of production dependencies'],
    );
    assert.equal(stderr.trim(), 'Check failed: types.');
  });

  it('A.6: findings of the audit are a failure, a registry without audit is not', () => {
    const check = (answer: string) => {
      program('npm', `echo '${answer}'; exit 1`);
      return run(process.execPath, 'tools/check.mjs').status;
    };
    assert.equal(check('{"metadata":{"vulnerabilities":{"high":1,"total":1}}}'), 1);
    assert.equal(check('{"metadata":{"vulnerabilities":{"high":0,"total":0}}}'), 0);
    assert.equal(check('{"error":{"code":"ENOAUDIT","summary":"no audit here"}}'), 0);
    assert.equal(check('not even JSON'), 0);
  });
});
