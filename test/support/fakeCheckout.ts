import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../runtime/paths.ts';

export const GOOD_VERSION = 'temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)';
const LOCKFILE = JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } });

export interface Result {
  readonly code: number | null;
  readonly output: string;
}

/** A folder with our tools and stand-ins for every program that the bootstrap starts; each of those notes that it was asked. */
export interface FakeCheckout {
  path(...names: string[]): string;
  /** Writes a file. */
  write(name: string, text: string): void;
  /** Writes a shell script on PATH that notes its name and then does `script`. */
  program(name: string, script: string): void;
  /** Makes `npm ci` do this, as JavaScript with `record()` for "npm wrote down what it installed". */
  npm(script: string): void;
  /** What was started since the last time this was read. */
  asked(): string[];
  bootstrap(flags?: string[], env?: Record<string, string>): Promise<Result>;
  remove(): void;
}

export function createFakeCheckout(): FakeCheckout {
  const folder = mkdtempSync(join(tmpdir(), 'plantao-bootstrap-'));
  const path = (...names: string[]) => join(folder, ...names);
  const asked = path('asked');

  function write(name: string, text: string): void {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  }
  function program(name: string, script: string): void {
    write(`bin/${name}`, `#!/bin/sh\necho ${name} >> '${asked}'\n${script}\n`);
    chmodSync(path('bin', name), 0o755);
  }
  const noting = (name: string) => `require('node:fs').appendFileSync(${JSON.stringify(asked)}, '${name}\\n');`;
  const record = `const record = () => {
    require('node:fs').mkdirSync('node_modules/.bin', { recursive: true });
    require('node:fs').writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(LOCKFILE)});
  };`;

  cpSync(join(root, 'tools'), path('tools'), { recursive: true });
  write('asked', '');
  write('package-lock.json', LOCKFILE);
  write('workflows/a.ts', 'export {};');
  program('go', 'echo no compiler; exit 1');
  for (const tool of ['sh', 'ls', 'cp', 'chmod']) symlinkSync(`/bin/${tool}`, path('bin', tool));
  write(
    'workers/buildBundle.ts',
    `${noting('bundle')} const fs = require('node:fs');
     const home = (process.env.PLANTAO_HOME || '.plantao') + '/build/';
     fs.mkdirSync(home, { recursive: true }); fs.writeFileSync(home + 'workflows.meta.json', '{}');`,
  );
  write(
    'tools/bootstrap/downloadWithSdk.mjs',
    `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(asked)}, 'download\\n');
     console.error('no network'); process.exit(1);`,
  );
  const npm = (script: string) => write('npm.js', `${noting('npm')} ${record} ${script}`);
  npm('record();');

  return {
    path,
    write,
    program,
    npm,
    asked: () => {
      const names = readFileSync(asked, 'utf8').trim();
      write('asked', '');
      return names === '' ? [] : names.split('\n');
    },
    bootstrap: async (flags = [], env = {}) => {
      const settings = { HOME: path('home'), PATH: path('bin'), npm_execpath: path('npm.js'), ...env };
      const child = spawn(process.execPath, [path('tools', 'bootstrap.mjs'), ...flags], { cwd: folder, env: settings });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, output };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
