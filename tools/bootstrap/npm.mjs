import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLine, run } from './run.mjs';
import { BootstrapError, alone, step } from './steps.mjs';

const LEAST_NODE = 24;

/**
 * Installs the packages when the lockfile changed since the last complete install. The stamp is written last, so an
 * interrupted install is begun again.
 * @param {string} root
 */
export async function installPackages(root) {
  if (installed(root)) return;
  await alone(join(root, '.plantao', 'install.lock'), async () => {
    if (installed(root)) return;
    if (!installedByHand(root)) await step('installing packages (npm ci)', () => npmCi(root));
    const node = await productNode(root);
    writeFileSync(stampOf(root), JSON.stringify({ lockfile: lockfileHash(root), node }));
  });
}

const stampOf = (root) => join(root, 'node_modules', '.plantao-install.json');
const hiddenLockfileOf = (root) => join(root, 'node_modules', '.package-lock.json');
const lockfileHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/** The Node of the product: the one that npm puts first on PATH for every script. */
export const productNodePath = (root) => {
  const name = process.platform === 'win32' ? 'node.cmd' : 'node';
  const local = join(root, 'node_modules', '.bin', name);
  return existsSync(local) ? local : process.execPath;
};

function installed(root) {
  const stamp = readJson(stampOf(root));
  return stamp?.lockfile === lockfileHash(root) && stamp.node === productNodePath(root);
}

/** Someone ran npm themselves: npm's own record of what it installed, written last, has every package of the lockfile. */
function installedByHand(root) {
  const record = readJson(hiddenLockfileOf(root))?.packages;
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  if (!record || !wanted) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (record[path] ? record[path].version === version : optional),
  );
}

async function npmCi(root) {
  rmSync(stampOf(root), { force: true });
  rmSync(hiddenLockfileOf(root), { force: true });
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...before] = npm;
  const args = ['ci', '--include=optional', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { ok, output } = await run(command, [...before, ...args], { cwd: root });
  if (ok) return;
  throw new BootstrapError(
    `The packages could not be installed: npm ci said "${npmReason(output)}". ` +
      'Check the connection to the npm registry and run the same command again.',
  );
}

/** The first line of npm's error that is a sentence rather than a code. */
function npmReason(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  return lines.find((line) => line !== '' && !/^(code|errno|syscall|path|dest) /.test(line)) ?? 'nothing';
}

/** The product's Node, proven to run and to be new enough. */
async function productNode(root) {
  const path = productNodePath(root);
  const { ok, output } = await run(path, ['--version']);
  if (ok && Number.parseInt(output.slice(1), 10) >= LEAST_NODE) return path;
  throw new BootstrapError(
    `Node ${LEAST_NODE} is needed and npm brings none that runs on ${process.platform}-${process.arch} ` +
      `(found: ${lastLine(output)}). Install Node ${LEAST_NODE} or newer, put it first on PATH and run the same command again.`,
  );
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // absent or half written: the same as never done
  }
}
