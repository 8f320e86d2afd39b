import type pg from 'pg';
import { StoreError, type StoreFailure } from '../../failures.ts';
import { library } from './library.ts';
import type { PostgresOptions } from './options.ts';

/** What a statement was refused for that no retry mends: a mistake of ours, or a value that a column cannot hold. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
  /** SQLSTATE. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const bySqlState: Readonly<Record<string, StoreFailure>> = {
  '28P01': 'store-login-refused',
  '28000': 'store-login-refused',
  '3D000': 'store-database-unknown',
  '42501': 'store-permission-denied',
  // Stopping, crashed, starting, out of connections, tired of waiting for us.
  '57P01': 'store-unreachable',
  '57P02': 'store-unreachable',
  '57P03': 'store-unreachable',
  '57P05': 'store-unreachable',
  '25P03': 'store-unreachable',
  '53300': 'store-unreachable',
  '40001': 'store-conflict',
  '40P01': 'store-conflict',
  '55P03': 'store-conflict',
  '57014': 'store-timed-out',
};

const POOL_EXHAUSTED = /^timeout exceeded when trying to connect/;

/** The driver tells these apart by nothing but their words. */
const byMessage: readonly (readonly [RegExp, StoreFailure])[] = [
  [/^SASL: /, 'store-login-refused'],
  [/does not support SSL|establishing an SSL connection/, 'store-encryption-refused'],
  [/^Query read timeout/, 'store-timed-out'],
  [POOL_EXHAUSTED, 'store-timed-out'],
  [/^Connection terminated|is not queryable$|^timeout expired/, 'store-unreachable'],
];

const NETWORK = /^E(CONN|HOST|NET|TIMEDOUT|PIPE|NOTFOUND|AI_)/;
const CERTIFICATE = /^(ERR_TLS|ERR_SSL|EPROTO$|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECODE))/;

/** Only these classes have messages of names alone; those of others repeat the value that was refused. */
const TELLS_NO_VALUE = /^(23|42)/;

/**
 * What the driver threw, as the program knows it. Values of rows and parameters stay behind, and so does the driver's own
 * error, whose details hold them.
 * @returns StoreError, PostgresError, or the error itself when it is not the driver's
 */
export function postgresFailure(error: unknown, options: PostgresOptions): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (error instanceof library().DatabaseError) {
    const sqlState = code ?? 'XX000';
    const type = sqlState.startsWith('08') ? 'store-unreachable' : bySqlState[sqlState];
    if (type) return new StoreError(type, sentence(type, options, sqlState, error.message));
    return new PostgresError(sqlState, refusal(sqlState, error));
  }
  const type = ofConnection(code, error.message);
  return type ? new StoreError(type, sentence(type, options, code, error.message)) : error;
}

function ofConnection(code: string | undefined, message: string): StoreFailure | undefined {
  if (code !== undefined && NETWORK.test(code)) return 'store-unreachable';
  if (code !== undefined && CERTIFICATE.test(code)) return 'store-encryption-refused';
  return byMessage.find(([words]) => words.test(message))?.[1];
}

function refusal(sqlState: string, { message, table, column }: pg.DatabaseError): string {
  const place = [table, column].filter((name) => name !== undefined).join('.');
  const words = TELLS_NO_VALUE.test(sqlState) ? `: ${message}` : '';
  return `PostgreSQL refused a statement (SQLSTATE ${sqlState}${place && `, ${place}`})${words}`;
}

/** @param words those of the error, told only where they hold nothing but names */
function sentence(type: StoreFailure, options: PostgresOptions, code: string | undefined, words = ''): string {
  const { host, port, database, user } = options;
  const server = `PostgreSQL at ${host}:${port}`;
  const reason = code === undefined ? '' : ` (${code})`;
  switch (type) {
    case 'store-login-refused':
      return `${server} refused the login of ${user}${reason}: check user and password in DATABASE_URL, and who may connect in its pg_hba.conf, with or without encryption.`;
    case 'store-database-unknown':
      return `${server} has no database ${database}.`;
    case 'store-permission-denied':
      return `${server} does not let ${user} do this in ${database}: ${words}.`;
    case 'store-encryption-refused':
      return `There is no encrypted connection to ${server} that can be trusted${reason}: give its authority with sslrootcert in DATABASE_URL, or do without by sslmode=no-verify or sslmode=disable.`;
    case 'store-unreachable':
      return `${server} does not answer, or the connection to it was lost${reason}.`;
    case 'store-conflict':
      return `${server} broke a transaction off in favour of another one${reason}.`;
    case 'store-timed-out':
      return POOL_EXHAUSTED.test(words)
        ? `No connection to ${server} became free within ${options.connectTimeoutMs} ms: all ${options.poolMax} of poolMax are in use.`
        : `${server} did not finish a statement within ${options.requestTimeoutMs} ms${reason}.`;
    case 'store-commit-unknown':
      return `The connection to ${server} was lost while a transaction was being committed${reason}.`;
  }
}

/** The connection was lost after COMMIT had been sent: nobody here knows whether it was heard. */
export const commitUnknown = (options: PostgresOptions): StoreError =>
  new StoreError('store-commit-unknown', sentence('store-commit-unknown', options, undefined));
