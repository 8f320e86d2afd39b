/** Where a SQL Server is, who we are there, and how it is spoken with: what a `mssql:` URL says. */
export interface MssqlAddress {
  readonly server: string;
  /** Stands in for the instance's name when both are given, as for every client of SQL Server. */
  readonly port: number | undefined;
  /** Asks the SQL Server Browser of the machine (UDP 1434) for the port. */
  readonly instanceName: string | undefined;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** `strict`: encrypted from the first byte (TDS 8.0). @default true */
  readonly encrypt: boolean | 'strict';
  /** Takes any certificate, a stranger's too. @default false */
  readonly trustServerCertificate: boolean;
  /** @default 15000 */
  readonly connectTimeoutMs: number;
  /** @default 60000 */
  readonly requestTimeoutMs: number;
  /** Connections of this process at most. @default 10 */
  readonly poolMax: number;
  /** How administrators see us. @default 'plantao' */
  readonly applicationName: string;
}

const DEFAULT_PORT = 1433;
const MAX_PORT = 65_535;
const MAX_NAME = 128;
const OPTIONS = [
  'encrypt',
  'trustServerCertificate',
  'connectTimeoutMs',
  'requestTimeoutMs',
  'poolMax',
  'applicationName',
  'instanceName',
] as const;
type Option = (typeof OPTIONS)[number];

const URL_PARTS =
  /^[a-z]+:\/\/(?:(?<user>[^/?#@:]*)(?::(?<password>[^/?#]*))?@)?(?<host>[^/?#@]*)(?:\/(?<database>[^/?#]*))?\/?(?:\?(?<query>[^#]*))?$/i;
const HOST_PARTS =
  /^(?:\[(?<ipv6>[\da-f:.]+)\]|(?<name>[^\\,:[\]\s]+))(?:\\(?<instance>[^\\,:\s]+))?(?:[:,](?<port>\d+))?$/i;

const refuse = (what: string): never => {
  throw new Error(`DATABASE_URL ${what}.`);
};

/** @param part how the message calls the text, which it never repeats */
function decoded(text: string, part: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse(`has a % in its ${part} that begins no character: write a percent sign as %25`);
  }
}

function optionsOf(query: string): Map<Option, string> {
  const options = new Map<Option, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const option = OPTIONS.find((known) => known.toLowerCase() === name.toLowerCase());
    // A name that is not ours may be a slip of anything, a password too: it is not repeated.
    if (!option) return refuse(`has an option that SQL Server URLs do not know; known are ${OPTIONS.join(', ')}`);
    options.set(option, value);
  }
  return options;
}

function wholeNumber(text: string, name: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most
    ? value
    : refuse(`has a ${name} that is no whole number from ${least} to ${most}`);
}

function oneOf<T>(text: string, name: string, values: Record<string, T>): T {
  const key = text.toLowerCase();
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  return value ?? refuse(`has a value of ${name} that is not one of ${Object.keys(values).join(', ')}`);
}

const yesOrNo = { true: true, false: false };
/** Longer ones cannot be told from never (timers hold 31 bits). */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Reads `mssql://user:password@host:1433/database?encrypt=true`; the host may also be `host,1433` or `host\instance`.
 * Parts are percent-decoded.
 * @throws Error with a sentence that names what is wrong and repeats nothing of the URL, which may hold a password
 */
export function parseMssqlUrl(url: string): MssqlAddress {
  const parts = URL_PARTS.exec(url)?.groups;
  if (!parts) {
    return refuse(
      'is not of the form mssql://user:password@host:1433/database: write special characters of the password percent-encoded (/ as %2F, @ as %40, # as %23)',
    );
  }
  const { user = '', password = '', host = '', database = '', query = '' } = parts;
  if (host === '') return refuse('names no host: write mssql://user:password@host:1433/database');
  if (database === '') return refuse('names no database: write mssql://user:password@host:1433/database');
  if (user === '') return refuse('names no user: write mssql://user:password@host:1433/database');
  const place = HOST_PARTS.exec(decoded(host, 'host'))?.groups;
  if (!place) {
    return refuse(
      'has a host that is not of the form host, host:1433, host,1433, host\\instance or [IPv6 address]:1433',
    );
  }

  const options = optionsOf(query);
  const option = <T>(name: Option, read: (text: string, name: string) => T, preset: T): T => {
    const text = options.get(name);
    return text === undefined ? preset : read(text, name);
  };
  const name = (text: string, what: string) =>
    text !== '' && text.length <= MAX_NAME ? text : refuse(`has an ${what} that is empty or too long`);
  const encrypt = option('encrypt', (text, n) => oneOf(text, n, { ...yesOrNo, strict: 'strict' as const }), true);
  const trustServerCertificate = option('trustServerCertificate', (text, n) => oneOf(text, n, yesOrNo), false);
  if (encrypt === 'strict' && trustServerCertificate) {
    return refuse('asks for encrypt=strict, which always checks the certificate, and for trustServerCertificate=true');
  }
  const instanceName = option('instanceName', name, place['instance']);
  const port = place['port'] === undefined ? undefined : wholeNumber(place['port'], 'port', 1, MAX_PORT);
  return {
    server: place['ipv6'] ?? place['name'] ?? '',
    port: port ?? (instanceName === undefined ? DEFAULT_PORT : undefined),
    instanceName,
    database: decoded(database, 'database'),
    user: decoded(user, 'user'),
    password: decoded(password, 'password'),
    encrypt,
    trustServerCertificate,
    connectTimeoutMs: option('connectTimeoutMs', (text, n) => wholeNumber(text, n, 1, MAX_TIMEOUT_MS), 15_000),
    requestTimeoutMs: option('requestTimeoutMs', (text, n) => wholeNumber(text, n, 1, MAX_TIMEOUT_MS), 60_000),
    poolMax: option('poolMax', (text, n) => wholeNumber(text, n, 1, 1_000), 10),
    applicationName: option('applicationName', name, 'plantao'),
  };
}

/** The server as messages name it. */
export const targetOf = ({ server, port, instanceName }: MssqlAddress): string => {
  if (port === undefined) return `${server}\\${instanceName ?? ''}`;
  return server.includes(':') ? `[${server}]:${port}` : `${server}:${port}`;
};
