import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { lastLine, run } from './run.mjs';
import { step } from './steps.mjs';

const PARTIAL = '.partial';
const MODULE = 'github.com/temporalio/cli';

/**
 * Builds the pinned Temporal CLI from source. The result gets its name only when it is whole; Go's own cache keeps what
 * an interrupted build had done.
 * @param {string} root
 * @param {string} folder
 * @param {string} target
 * @returns {Promise<{ path: string } | { why: string }>}
 */
export async function build(root, folder, target) {
  for (const left of readdirSync(folder).filter((name) => name.endsWith(PARTIAL))) rmSync(join(folder, left));
  const partial = `${target}${PARTIAL}`;
  const version = basename(target).replace(/^temporal-|\.exe$/g, '');
  const flags = `-s -w -X ${MODULE}/internal/temporalcli.Version=${version}`;
  const args = ['build', '-ldflags', flags, '-o', partial, `${MODULE}/cmd/temporal`];
  const { ok, output } = await step('building the Temporal server with Go, once, about 4 minutes', () =>
    run('go', args, { cwd: join(root, 'tools', 'temporal'), env: goEnvironment(root, folder) }),
  );
  if (!ok) return { why: `\`go build\` in tools/temporal did not work: ${lastLine(output)}` };
  renameSync(partial, target);
  return { path: target };
}

/** Go where its installer puts it, and its caches beside ours where there is no home folder to write to. */
function goEnvironment(root, folder) {
  const usual = process.platform === 'win32' ? 'C:\\Program Files\\Go\\bin' : '/usr/local/go/bin';
  const PATH = [process.env.PATH, existsSync(usual) ? usual : undefined].filter(Boolean).join(delimiter);
  const homeless = folder.startsWith(root) ? { GOPATH: join(folder, 'go'), GOCACHE: join(folder, 'go-build') } : {};
  return { ...process.env, PATH, ...homeless };
}
