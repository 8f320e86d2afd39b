import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { build } from './build.mjs';
import { download } from './download.mjs';
import { lastLine, run } from './run.mjs';
import { BootstrapError, alone } from './steps.mjs';

export const CLI_VERSION = '1.8.2';
const LEAST_CLI = [1, 4];
/** Server of CLI 1.4: a CLI that was built from source calls itself 0.0.0-DEV and is judged by its server. */
const LEAST_SERVER = [1, 28];

/**
 * Finds a Temporal server binary, or makes one, in the order of design §3, and records its path for the product.
 * @param {string} root
 * @param {string} home PLANTAO_HOME
 * @throws {BootstrapError} one sentence per attempt
 */
export async function provideTemporal(root, home) {
  if (process.env.TEMPORAL_ADDRESS) return;
  const record = join(home, 'bootstrap.json');
  if (recordHolds(record)) return;
  const folder = cacheFolder(root);
  const found = (await existing(folder)) ?? (await alone(join(folder, 'temporal.lock'), () => make(root, folder)));
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const { path, serverVersion } = found;
  writeFileSync(record, JSON.stringify({ temporalPath: path, serverVersion, ...fingerprint(path) }));
}

/** The recorded binary was checked when it was recorded; the same size and time mean the same file. */
function recordHolds(record) {
  try {
    const { temporalPath, size, modifiedMs } = JSON.parse(readFileSync(record, 'utf8'));
    const now = fingerprint(temporalPath);
    return now.size === size && now.modifiedMs === modifiedMs;
  } catch {
    return false; // no record, or its binary is gone: look again
  }
}

function fingerprint(path) {
  const { size, mtimeMs } = statSync(path);
  return { size, modifiedMs: mtimeMs };
}

const executable = (name) => (process.platform === 'win32' ? `${name}.exe` : name);
export const cachedBinary = (folder) => join(folder, executable(`temporal-${CLI_VERSION}`));
export const downloadedBinary = (folder) => join(folder, executable('temporal-downloaded'));

/** Shared by every checkout of this user; inside the checkout where there is no home folder to write to. */
function cacheFolder(root) {
  const own = join(homedir(), '.cache', 'plantao');
  try {
    mkdirSync(own, { recursive: true });
    accessSync(own, constants.W_OK);
    return own;
  } catch {
    return join(root, '.plantao', 'cache');
  }
}

async function existing(folder) {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((entry) => join(entry, executable('temporal')));
  for (const path of [...onPath, cachedBinary(folder), downloadedBinary(folder)]) {
    if (!existsSync(path)) continue;
    const { serverVersion } = await examine(path);
    if (serverVersion) return { path, serverVersion };
  }
  return undefined;
}

async function make(root, folder) {
  const madeMeanwhile = await existing(folder);
  if (madeMeanwhile) return madeMeanwhile;
  const failures = [`- search: no temporal 1.4 or newer on PATH or in ${folder}`];
  const attempts = {
    download: () => download(root, folder, downloadedBinary(folder)),
    build: () => build(root, folder, cachedBinary(folder)),
  };
  for (const [name, attempt] of Object.entries(attempts)) {
    const outcome = await attempt();
    const { serverVersion, why } = outcome.path ? await examine(outcome.path) : outcome;
    if (serverVersion) return { path: outcome.path, serverVersion };
    failures.push(`- ${name}: ${why}`);
  }
  throw new BootstrapError(
    `No Temporal server could be found or made.\n${failures.join('\n')}\n` +
      'Install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.26, or set TEMPORAL_ADDRESS, and run the same command again.',
  );
}

/** Runs the binary: its server's version when it is recent enough, otherwise why it will not do. */
async function examine(path) {
  const { ok, output } = await run(path, ['--version'], { timeoutMs: 10_000 });
  if (!ok) return { why: `${path} does not run: ${lastLine(output)}` };
  const [, cli, serverVersion] = /temporal version (\S+) \(Server ([\d.]+)/.exec(output) ?? [];
  const enough = cli?.startsWith('0.0.0') ? atLeast(serverVersion, LEAST_SERVER) : atLeast(cli, LEAST_CLI);
  return enough ? { serverVersion } : { why: `${path} is not Temporal CLI 1.4 or newer: ${lastLine(output)}` };
}

function atLeast(version = '', [major, minor]) {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
