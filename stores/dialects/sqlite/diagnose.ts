import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '../../database.ts';
import type { Diagnosis, Verdict } from '../diagnosis.ts';

const MB = 1_000_000;
const LITTLE_DISK_MB = 1_000;
const NO_DISK_MB = 100;
/** Checkpoints keep it at 64 MB; beyond this one process reads for so long that they cannot. */
const LONG_LOG_MB = 256;

async function pragma(db: Db, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db);
  return Object.values(rows[0] ?? {})[0];
}

async function fileOf(db: Db): Promise<string> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list where name = 'main'`.execute(db);
  return rows[0]?.file ?? '';
}

const megabytes = (bytes: number): string => `${Math.round(bytes / MB)} MB`;

async function encoding(db: Db): Promise<Verdict> {
  const found = String(await pragma(db, 'encoding'));
  return {
    state: found === 'UTF-8' ? 'ok' : 'fail',
    says: `${found}, texts compared byte for byte`,
  };
}

async function writeAheadLog(db: Db): Promise<Verdict> {
  const mode = String(await pragma(db, 'journal_mode'));
  if (mode !== 'wal')
    return { state: 'warn', says: `journal mode is ${mode}: readers and writers wait for each other` };
  const log = await stat(`${await fileOf(db)}-wal`);
  if (log.size < LONG_LOG_MB * MB) return { state: 'ok', says: megabytes(log.size) };
  return { state: 'warn', says: `${megabytes(log.size)}: some process has been reading for long` };
}

async function disk(db: Db): Promise<Verdict> {
  const file = await fileOf(db);
  const { bavail, bsize } = await statfs(dirname(file));
  const free = bavail * bsize;
  const { size } = await stat(file);
  const enough = free < LITTLE_DISK_MB * MB ? 'warn' : 'ok';
  const state = free < NO_DISK_MB * MB ? 'fail' : enough;
  return { state, says: `${megabytes(free)} free, the database has ${megabytes(size)}` };
}

/** A file, and the disk that it is on. */
export const sqliteDiagnosis: Diagnosis = {
  server: async (db) => {
    const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(db);
    return `SQLite ${rows[0]?.version}`;
  },
  clockMs: async (db) => {
    const { rows } = await sql<{ ms: number }>`select unixepoch('subsec') * 1000 as ms`.execute(db);
    return Number(rows[0]?.ms);
  },
  mayMigrate: async (db) => {
    const file = await fileOf(db);
    return Promise.all([file, dirname(file)].map((path) => access(path, constants.W_OK))).then(
      () => true,
      () => false,
    );
  },
  checks: { encoding, 'write-ahead log': writeAheadLog, disk },
};
