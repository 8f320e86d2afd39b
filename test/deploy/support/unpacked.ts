import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../runtime/paths.ts';

const runFile = promisify(execFile);
/** What the package must do without. */
const ABSENT = ['node', 'npm', 'npx', 'go', 'temporal', 'docker'];

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A package as somebody has it who has nothing else. */
export interface Unpacked {
  readonly archive: string;
  readonly folder: string;
  /** Runs a program of the package in `cwd`, with an empty home and nothing in the environment but the system's PATH. */
  run(program: string, args: readonly string[], cwd: string): Promise<Ended>;
  /** An empty folder. */
  emptyFolder(name: string): string;
  /** Programs that were looked for although the package brings its own. */
  missed(): string[];
  /** In bytes. */
  readonly sizes: { readonly packed: number; readonly unpacked: number };
  remove(): void;
}

/** Makes the package of this checkout and unpacks it. */
export function unpackedPackage(): Unpacked {
  const folder = mkdtempSync(join(tmpdir(), 'plantao-package-'));
  const emptyFolder = (name: string): string => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  // The quickest compression: what is in it is what is looked at.
  const make = [join(root, 'tools/package.mjs'), '--out', emptyFolder('dist'), '--level', '1'];
  execFileSync(process.execPath, make, { cwd: root, stdio: 'pipe' });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const name = `plantao-${version}-linux-x64`;
  const archive = join(folder, 'dist', `${name}.tar.gz`);
  execFileSync('tar', ['-xzf', archive, '-C', emptyFolder('unpacked')]);
  const unpacked = join(folder, 'unpacked', name);

  const [record, bin, HOME] = [join(folder, 'missed'), emptyFolder('bin'), emptyFolder('home')];
  for (const program of ABSENT) {
    writeFileSync(join(bin, program), `#!/bin/sh\necho ${program} >>'${record}'\nexit 127\n`);
    chmodSync(join(bin, program), 0o755);
  }
  const env = { PATH: `${bin}:/usr/bin:/bin`, HOME };
  return {
    archive,
    folder: unpacked,
    emptyFolder,
    run: (program, args, cwd) =>
      runFile(program, args, { cwd, env }).then(
        ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
        ({ code, stdout, stderr }: Ended) => ({ code, stdout, stderr }),
      ),
    missed: () => (existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : []),
    sizes: {
      packed: statSync(archive).size,
      unpacked: Number(execFileSync('du', ['-sb', unpacked], { encoding: 'utf8' }).split('\t')[0]),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
