import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Folder of the sources, where package.json is. */
export const root = fileURLToPath(new URL('..', import.meta.url));

export interface Paths {
  readonly home: string;
  /** The embedded database. */
  readonly database: string;
  /** One file per server version: its schema is made once and never migrated. */
  readonly temporalFile: (serverVersion: string) => string;
  readonly temporalLog: string;
  readonly temporalPid: string;
  readonly logs: string;
  readonly bundle: string;
  /** What the bundle was made of; its time is compared with the sources'. */
  readonly bundleMeta: string;
  readonly authSecret: string;
  /** Held by the one `plantao up` of this folder. */
  readonly upLock: string;
}

/**
 * Every file of the product.
 * @param home PLANTAO_HOME; a relative one is taken from the folder of the sources
 */
export function pathsIn(home: string): Paths {
  const folder = resolve(root, home);
  return {
    home: folder,
    database: join(folder, 'plantao.db'),
    temporalFile: (serverVersion) => join(folder, `temporal-${serverVersion}.db`),
    temporalLog: join(folder, 'logs', 'temporal.log'),
    temporalPid: join(folder, 'temporal.pid'),
    logs: join(folder, 'logs'),
    bundle: join(folder, 'build', 'workflows.js'),
    bundleMeta: join(folder, 'build', 'workflows.meta.json'),
    authSecret: join(folder, 'auth-secret'),
    upLock: join(folder, 'up.lock'),
  };
}

/** A package or an image brings the bundle and the Temporal server along, where a PLANTAO_HOME of this name would have them. */
export const SHIPPED_HOME = '.';

const recordSchema = z.object({ temporalPath: z.string(), serverVersion: z.string() });

/** No Temporal server binary is on record, or the record cannot be read. */
export class TemporalBinaryError extends Error {
  override readonly name = 'TemporalBinaryError';
}

export interface TemporalBinary {
  readonly path: string;
  /** Server inside it; names its database file. */
  readonly serverVersion: string;
}

/**
 * The server binary that a package brings along; else the one that tools/bootstrap.mjs found: recorded in `home`, else in
 * the folder of the sources, so that a run with a folder of its own needs no bootstrap of its own.
 * @throws TemporalBinaryError
 */
export function temporalBinary(home = '.plantao'): TemporalBinary {
  const records = [SHIPPED_HOME, home, '.plantao'].map((folder) => join(pathsIn(folder).home, 'bootstrap.json'));
  const binary = records.map(recordedBinary).find((recorded) => recorded !== undefined);
  if (binary !== undefined) return binary;
  throw new TemporalBinaryError(
    'No Temporal server is known here; run `node tools/bootstrap.mjs` to find or build one.',
  );
}

function recordedBinary(record: string): TemporalBinary | undefined {
  if (!existsSync(record)) return undefined;
  try {
    const { temporalPath, serverVersion } = recordSchema.parse(JSON.parse(readFileSync(record, 'utf8')));
    return { path: resolve(dirname(record), temporalPath), serverVersion };
  } catch (cause) {
    throw new TemporalBinaryError(`${record} is damaged; delete it and run \`node tools/bootstrap.mjs\`.`, { cause });
  }
}
