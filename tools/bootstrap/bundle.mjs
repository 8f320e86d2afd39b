import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { productNodePath } from './npm.mjs';
import { lastLine, run } from './run.mjs';
import { BootstrapError, alone, step } from './steps.mjs';

const SOURCES = ['workflows', 'rules', 'schemas', 'activities/effects.ts', 'package-lock.json'];

/**
 * Has the workflow bundle built when a source is newer than it. Newer is only a hint that costs nothing to get:
 * workers/buildBundle.ts compares the sources themselves; its record's time then says when they were last compared.
 * @param {string} root
 * @param {string} home PLANTAO_HOME
 */
export async function buildBundle(root, home) {
  const record = join(home, 'build', 'workflows.meta.json');
  if (isFresh(root, record)) return;
  await alone(join(home, 'build', 'bundle.lock'), async () => {
    if (isFresh(root, record)) return;
    const work = () => run(productNodePath(root), [join(root, 'workers', 'buildBundle.ts')], { cwd: root });
    const { ok, output } = await step('building the workflow bundle', work);
    if (ok) return utimesSync(record, new Date(), new Date());
    throw new BootstrapError(
      `The workflow bundle could not be built: ${lastLine(output)}. Mend the source it names and run the same command again.`,
    );
  });
}

const isFresh = (root, record) =>
  existsSync(record) && statSync(record).mtimeMs >= Math.max(...SOURCES.map((source) => newestMs(join(root, source))));

/** Newest change below `path`, in epoch ms. Folders count: their time tells of a removed file. */
function newestMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
