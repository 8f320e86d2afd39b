import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../runtime/paths.ts';

const GOOD = 'temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)';

/**
 * A checkout with stand-ins for everything the bootstrap starts: npm, temporal, go, the SDK's download, the bundler. Each
 * writes its name to `asked`, so that a test sees what was really done.
 */
describe('tools/bootstrap.mjs', () => {
  let folder: string;
  let path: (...names: string[]) => string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plantao-bootstrap-'));
    path = (...names) => join(folder, ...names);
    cpSync(join(root, 'tools'), path('tools'), { recursive: true });
    for (const name of ['bin', 'home', 'workers', 'workflows', 'node_modules/.bin']) mkdirSync(path(name), { recursive: true });
    write('asked', '');
    write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } }));
    write('workflows/a.ts', 'export {};');
    write('npm.js', npm('process.exit(0)'));
    write('workers/buildBundle.ts', bundler);
    write('tools/bootstrap/downloadWithSdk.mjs', `${ask('download')} console.error('no network'); process.exit(1);`);
    program('bin/go', `${ask('go')} console.error('no compiler'); process.exit(1);`);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFileSync(path(name), text);
  const ask = (name: string) => `require('node:fs').appendFileSync(${JSON.stringify(path('asked'))}, '${name} ');`;
  const askESM = (name: string) =>
    `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(path('asked'))}, '${name} ');`;
  const asked = () => readFileSync(path('asked'), 'utf8').trim();
  const forget = () => write('asked', '');

  function program(name: string, script: string): void {
    write(name, `#!${process.execPath}\n${script}`);
    chmodSync(path(name), 0o755);
  }
  const temporal = (name: string, version: string) => program(name, `console.log(${JSON.stringify(version)});`);
});
