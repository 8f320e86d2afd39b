import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { bundleWorkflowCode } from '@temporalio/worker';
import { pathsIn, root, SHIPPED_HOME } from '../runtime/paths.ts';

/** What a bundle was made of: a worker refuses one that was made of something else. */
export interface BundleStamp {
  readonly sdk: string;
  readonly sources: string;
}

/** The prebuilt workflow bundle is missing or was made of other sources; the message says what to do. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/** All that can end up in the workflow sandbox. */
const SOURCES = ['workflows/**/*.ts', 'rules/**/*.ts', 'schemas/**/*.ts', 'activities/effects.ts'];

/** The stamp that a bundle of today's sources and SDK has. */
export function currentStamp(): BundleStamp {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  const { version: sdk } = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };
  return { sdk, sources: hash.digest('hex') };
}

/** Builds the bundle of every workflow into `home`; the stamp is written last, so a broken build is never taken for a whole one. */
export async function buildBundle(home: string): Promise<void> {
  const { bundle, bundleMeta } = pathsIn(home);
  const stamp = currentStamp();
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows/index.ts'),
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  });
  // The home holds personal data too: whoever makes it makes it for this user alone.
  await mkdir(dirname(bundle), { recursive: true, mode: 0o700 });
  await writeFile(`${bundle}.new`, code);
  await rename(`${bundle}.new`, bundle);
  await writeFile(bundleMeta, JSON.stringify(stamp));
}

/**
 * The path of a bundle that fits this SDK and these sources: the one in `home`, or the one that a package brings along.
 * @throws BundleError
 */
export function usableBundle(home: string): string {
  const wanted = currentStamp();
  const candidates = [home, SHIPPED_HOME]
    .map(pathsIn)
    .map((paths) => ({ ...paths, stamp: readStamp(paths.bundleMeta) }));
  const fitting = candidates.find(({ stamp }) => isDeepStrictEqual(stamp, wanted));
  if (fitting !== undefined) return fitting.bundle;
  const why = misfit(candidates.find(({ stamp }) => stamp !== null)?.stamp ?? null, wanted);
  throw new BundleError(`The workflow bundle ${why}; build it with \`node tools/bootstrap.mjs\`.`);
}

function misfit(found: BundleStamp | null, wanted: BundleStamp): string {
  if (found === null) return 'is missing';
  if (found.sdk !== wanted.sdk) return `was built with SDK ${found.sdk}, this worker runs ${wanted.sdk}`;
  return 'was built from other sources';
}

/** A missing or half-written stamp is no stamp. */
export function readStamp(file: string): BundleStamp | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BundleStamp;
  } catch {
    return null;
  }
}
