import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Programs of a PostgreSQL server on this machine. */
export interface Binaries {
  readonly folder: string;
  /** E.g. `15.18`. */
  readonly version: string;
  /** Whom they run as; undefined = us. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

const DEBIAN = '/usr/lib/postgresql';

/** Debian keeps them apart by version and not on the PATH, the newest is taken; others put them on the PATH. */
function folders(): string[] {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : [];
  const onPath = spawnSync('sh', ['-c', 'command -v initdb'], { encoding: 'utf8' }).stdout.trim();
  return [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(onPath ? [dirname(realpathSync(onPath))] : []),
  ];
}

/** The server refuses root: an account that owns nothing of value does instead. */
function owner(): Binaries['owner'] | null {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = ['postgres', 'nobody'].map((name) => accounts.find((fields) => fields[0] === name)).find(Boolean);
  return account ? { uid: Number(account[2]), gid: Number(account[3]) } : null;
}

/** @returns the newest server of this machine, or a sentence that says why there is none */
export function findBinaries(): Binaries | string {
  const folder = folders().find((name) => ['postgres', 'initdb'].every((program) => existsSync(join(name, program))));
  if (folder === undefined) return 'no PostgreSQL server is installed, and PG_TEST_URL is not set';
  const runsAs = owner();
  if (runsAs === null) return 'PostgreSQL does not run as root, and there is neither a user postgres nor nobody';
  const said = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return { folder, owner: runsAs, version: /\d+(\.\d+)*/.exec(said)?.[0] ?? said.trim() };
}
