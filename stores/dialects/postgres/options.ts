import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';

/** Where a PostgreSQL server is and how it is spoken to. */
export interface PostgresOptions {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly tls: false | ConnectionOptions;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly poolMax: number;
  readonly applicationName: string;
}

export const POSTGRES_EXAMPLE = 'postgresql://user:password@host:5432/database';

const DEFAULT_PORT = 5432;
const DEFAULTS = { connectTimeoutMs: 10_000, requestTimeoutMs: 60_000, poolMax: 10 };
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/i;

/** As PostgreSQL's own programs name them; `require` verifies as well, for encryption alone does not tell who listens. */
const tlsModes: Readonly<Record<string, false | ConnectionOptions>> = {
  disable: false,
  'no-verify': { rejectUnauthorized: false },
  require: {},
  'verify-ca': { checkServerIdentity: () => undefined },
  'verify-full': {},
};

/**
 * Reads `postgresql://user:password@host:5432/database?…`. Options: `sslmode` (unset: encrypted and verified, except on
 * this machine), `sslrootcert` (file of the authority that signed the server's certificate), `connectTimeoutMs`,
 * `requestTimeoutMs`, `poolMax`, `applicationName`.
 * @param from how messages call the URL
 * @throws Error with a sentence that does not repeat the URL
 */
export function postgresOptions(databaseUrl: string, from = 'DATABASE_URL'): PostgresOptions {
  const url = parsed(databaseUrl, from);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const database = decoded(url.pathname.slice(1), from);
  const user = decoded(url.username, from);
  if (host === '' || database === '' || user === '') {
    throw new Error(`${from} must name a user, a host and a database: ${POSTGRES_EXAMPLE}.`);
  }
  const given = new Map(url.searchParams);
  const take = (name: string): string | undefined => {
    const value = given.get(name);
    given.delete(name);
    return value;
  };
  const options = {
    host,
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    database,
    user,
    password: decoded(url.password, from),
    tls: tlsOf(host, take('sslmode'), take('sslrootcert'), from),
    connectTimeoutMs: wholeNumber('connectTimeoutMs', take('connectTimeoutMs'), from),
    requestTimeoutMs: wholeNumber('requestTimeoutMs', take('requestTimeoutMs'), from),
    poolMax: wholeNumber('poolMax', take('poolMax'), from),
    applicationName: take('applicationName') ?? 'plantao',
  };
  if (given.size > 0) {
    // A name that is not ours may be a piece of a password: it is not repeated.
    throw new Error(
      `${from} has an option that is none of sslmode, sslrootcert, connectTimeoutMs, ` +
        'requestTimeoutMs, poolMax, applicationName.',
    );
  }
  return options;
}

function parsed(databaseUrl: string, from: string): URL {
  const url = URL.parse(databaseUrl);
  // Behind the database these are the rest of a password, whose beginning would be taken for the host.
  if (url === null || /[/@]/.test(url.pathname.slice(1))) {
    throw new Error(
      `${from} is not well made: write ${POSTGRES_EXAMPLE}, and special characters of the password as %XX.`,
    );
  }
  return url;
}

function decoded(part: string, from: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Error(`${from} has a % that begins no %XX: write a % of the password as %25.`);
  }
}

function tlsOf(
  host: string,
  mode: string | undefined,
  authority: string | undefined,
  from: string,
): false | ConnectionOptions {
  const name = mode ?? (LOOPBACK.test(host) ? 'disable' : 'verify-full');
  const tls = Object.hasOwn(tlsModes, name) ? tlsModes[name] : undefined;
  if (tls === undefined) {
    throw new Error(`sslmode in ${from} must be one of ${Object.keys(tlsModes).join(', ')}.`);
  }
  return tls && authority !== undefined ? { ...tls, ca: certificate(authority, from) } : tls;
}

function certificate(file: string, from: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`The file that sslrootcert in ${from} names cannot be read.`, { cause });
  }
}

function wholeNumber(name: keyof typeof DEFAULTS, text: string | undefined, from: string): number {
  if (text === undefined) return DEFAULTS[name];
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 2 ** 31 - 1) {
    throw new Error(`${name} in ${from} must be a whole number from 1.`);
  }
  return value;
}
