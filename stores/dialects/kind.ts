import type { Dialect } from 'kysely';
import { mssqlKind } from './mssql/kind.ts';
import type { Portable } from './portable.ts';
import { postgresKind } from './postgres/kind.ts';
import { sqliteKind } from './sqlite/kind.ts';

export interface OpenOptions {
  /** Never writes; a file must exist. */
  readonly readOnly: boolean;
  /** Every commit is on the disk before it is answered. */
  readonly durable: boolean;
}

/** A kind of database that rows can be kept in. */
export interface DatabaseKind {
  readonly name: 'sqlite' | 'mssql' | 'postgres';
  /** Of its URLs, with the colon. */
  readonly schemes: readonly string[];
  /** How such a URL looks, for messages. */
  readonly example: string;
  readonly portable: Portable;
  /**
   * The dialect of a URL; connects with the first query. What fails outside the program is thrown as `StoreError`.
   * @throws Error with a sentence when the URL is not well made; it never repeats the URL, which may hold a password
   */
  dialect(url: string, options: OpenOptions): Dialect;
}

/** Every kind of database: adding one adds its line. */
export const kinds: readonly DatabaseKind[] = [sqliteKind, mssqlKind, postgresKind];

/** @throws Error with a sentence when no database has URLs of this scheme */
export function kindOf(databaseUrl: string): DatabaseKind {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(databaseUrl)?.[0].toLowerCase();
  const kind = kinds.find(({ schemes }) => scheme !== undefined && schemes.includes(scheme));
  if (kind) return kind;
  const found = scheme === undefined ? 'has no scheme' : `begins with ${scheme}`;
  throw new Error(`DATABASE_URL ${found}; write one of ${kinds.map(({ example }) => example).join(', ')}.`);
}
