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
 * @throws Error with a sentence that does not repeat the URL
 */
export function postgresOptions(databaseUrl: string): PostgresOptions {
  const url = parsed(databaseUrl);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const database = decoded(url.pathname.slice(1));
  const user = decoded(url.username);
  if (host === '' || database === '' || user === '') {
    throw new Error(`DATABASE_URL must name a user, a host and a database: ${POSTGRES_EXAMPLE}.`);
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
    password: decoded(url.password),
    tls: tlsOf(host, take('sslmode'), take('sslrootcert')),
    connectTimeoutMs: wholeNumber('connectTimeoutMs', take('connectTimeoutMs')),
    requestTimeoutMs: wholeNumber('requestTimeoutMs', take('requestTimeoutMs')),
    poolMax: wholeNumber('poolMax', take('poolMax')),
    applicationName: take('applicationName') ?? 'plantao',
  };
  const [unknown] = given.keys();
  if (unknown !== undefined) {
    throw new Error(
      `DATABASE_URL has the option ${unknown}, which is none of sslmode, sslrootcert, connectTimeoutMs, ` +
        'requestTimeoutMs, poolMax, applicationName.',
    );
  }
  return options;
}

function parsed(databaseUrl: string): URL {
  if (!URL.canParse(databaseUrl)) {
    throw new Error(
      `DATABASE_URL is not well made: write ${POSTGRES_EXAMPLE}, and special characters of the password as %XX.`,
    );
  }
  return new URL(databaseUrl);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Error('DATABASE_URL has a % that begins no %XX: write a % of the password as %25.');
  }
}

function tlsOf(host: string, mode: string | undefined, authority: string | undefined): false | ConnectionOptions {
  const name = mode ?? (LOOPBACK.test(host) ? 'disable' : 'verify-full');
  const tls = Object.hasOwn(tlsModes, name) ? tlsModes[name] : undefined;
  if (tls === undefined) {
    throw new Error(`sslmode in DATABASE_URL must be one of ${Object.keys(tlsModes).join(', ')}.`);
  }
  return tls && authority !== undefined ? { ...tls, ca: certificate(authority) } : tls;
}

function certificate(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error('The file that sslrootcert in DATABASE_URL names cannot be read.', { cause });
  }
}

function wholeNumber(name: keyof typeof DEFAULTS, text: string | undefined): number {
  if (text === undefined) return DEFAULTS[name];
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 2 ** 31 - 1) {
    throw new Error(`${name} in DATABASE_URL must be a whole number from 1.`);
  }
  return value;
}
