import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productNodePath } from './npm.mjs';
import { lastLine, run } from './run.mjs';
import { step } from './steps.mjs';

const LIMIT_MS = 60_000;
const script = fileURLToPath(new URL('downloadWithSdk.mjs', import.meta.url));

/**
 * The download that `@temporalio/testing` knows. It lands in a folder of its own and is moved when it is whole.
 * @param {string} root
 * @param {string} folder
 * @param {string} target
 * @returns {Promise<{ path: string } | { why: string }>}
 */
export async function download(root, folder, target) {
  const landing = join(folder, 'download');
  const fetchIt = () => run(productNodePath(root), [script, landing], { cwd: root, timeoutMs: LIMIT_MS });
  const { ok, output } = await step('downloading the Temporal server', fetchIt);
  const file = ok ? readdirSync(landing)[0] : undefined;
  if (file) renameSync(join(landing, file), target);
  rmSync(landing, { recursive: true, force: true });
  return file ? { path: target } : { why: `the SDK's download did not work: ${lastLine(output)}` };
}
