// Everything that reads the sources without running them. All steps run, so that one reading shows all there is to mend.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const shell = process.platform === 'win32';

/** A registry that cannot answer says nothing about our dependencies: only findings are a failure. */
function auditFailed({ stdout }) {
  try {
    const { total = 0 } = JSON.parse(stdout).metadata?.vulnerabilities ?? {};
    return total > 0;
  } catch {
    return false; // no report at all: no network, or a registry without audit
  }
}

const exitedWithError = ({ status }) => status !== 0;

const steps = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint, import directions, workflow sandbox', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'formatting', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  {
    name: 'audit of production dependencies',
    command: ['npm', 'audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'],
    failed: auditFailed,
    quiet: true,
  },
];

const failures = steps.filter(({ name, command: [program, ...args], failed = exitedWithError, quiet = false }) => {
  const startedAt = Date.now();
  const stdio = quiet ? ['ignore', 'pipe', 'ignore'] : 'inherit';
  const result = spawnSync(program, args, { cwd: root, stdio, shell, encoding: 'utf8' });
  const bad = failed(result);
  if (bad && quiet) console.log(result.stdout);
  console.log(`${bad ? '✗' : '✓'} ${name} (${((Date.now() - startedAt) / 1_000).toFixed(1)} s)`);
  return bad;
});

if (failures.length > 0) {
  console.error(`Check failed: ${failures.map(({ name }) => name).join('; ')}.`);
  process.exitCode = 1;
}
