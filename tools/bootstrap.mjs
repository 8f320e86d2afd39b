// Runs before every npm script, on any Node from 20, with nothing installed: brings the packages, the product's Node,
// a Temporal server and the workflow bundle. When all of it is there it only looks, in a few milliseconds.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBundle } from './bootstrap/bundle.mjs';
import { installPackages } from './bootstrap/npm.mjs';
import { BootstrapError } from './bootstrap/steps.mjs';
import { provideTemporal } from './bootstrap/temporal.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const flags = process.argv.slice(2);

try {
  const settings = join(root, '.env');
  if (existsSync(settings)) process.loadEnvFile?.(settings);
  const home = resolve(root, process.env.PLANTAO_HOME || '.plantao');
  await installPackages(root);
  if (!flags.includes('--no-temporal') && !flags.includes('--packages-only')) await provideTemporal(root, home);
  if (!flags.includes('--packages-only')) await buildBundle(root, home);
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof BootstrapError ? error.message : error);
}
