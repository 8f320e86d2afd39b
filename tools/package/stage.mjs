// Puts together what runs, without tests and tools: `node tools/package/stage.mjs <folder>`. The image is this folder; a
// package adds Node and a Temporal server.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { productNodePath } from '../bootstrap/npm.mjs';
import { lastLine, run } from '../bootstrap/run.mjs';
import { SOURCES } from './contents.mjs';
import { licenceText } from './licences.mjs';
import { copyPackages, productionPackages } from './packages.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {string} target a folder that is not there yet
 * @param {readonly import('./licences.mjs').Licensed[]} [others] what else will lie in the folder
 */
export async function stage(target, others = []) {
  mkdirSync(target, { recursive: true });
  for (const source of SOURCES) cpSync(join(root, source), join(target, source), { recursive: true });
  cpSync(join(root, 'tools/package/plantao'), join(target, 'plantao'));

  const packages = productionPackages(root);
  copyPackages(root, packages, target);
  const parts = packages.map(({ path, name, version, licence }) => ({
    title: `${name} ${version} (${licence})`,
    folder: join(root, path),
  }));
  writeFileSync(join(target, 'THIRD-PARTY-LICENSES'), licenceText([...others, ...parts]));

  const env = { ...process.env, PLANTAO_HOME: target };
  const bundle = await run(productNodePath(root), [join(root, 'workers/buildBundle.ts')], { cwd: root, env });
  if (!bundle.ok) throw new Error(`The workflow bundle could not be built: ${lastLine(bundle.output)}`);
}

if (import.meta.main) await stage(process.argv[2]);
