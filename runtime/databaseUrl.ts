import type { Config } from '../schemas/config.ts';
import { pathsIn } from './paths.ts';

type DatabaseConfig = Pick<
  Config,
  | 'DATABASE_URL'
  | 'DB_SERVER'
  | 'DB_DATABASE'
  | 'DB_USERNAME'
  | 'DB_PASSWORD'
  | 'DB_ENCRYPT'
  | 'DB_TRUST_SERVER_CERTIFICATE'
  | 'POSTGRES_HOST'
  | 'POSTGRES_PORT'
  | 'POSTGRES_DATABASE'
  | 'POSTGRES_USERNAME'
  | 'POSTGRES_PASSWORD'
  | 'PLANTAO_HOME'
>;

/**
 * Where rows are kept: what is configured, as a URL or as the legacy robot or the old consultants service names it, or
 * the embedded database of this home.
 */
export const databaseUrl = (config: DatabaseConfig): string =>
  config.DATABASE_URL ??
  sqlServerUrl(config) ??
  postgresUrl(config) ??
  `sqlite:${pathsIn(config.PLANTAO_HOME).database}`;

function sqlServerUrl(config: DatabaseConfig): string | null {
  const { DB_SERVER: server, DB_DATABASE: database = '', DB_USERNAME: user = '', DB_PASSWORD: password = '' } = config;
  if (server === undefined) return null;
  const options = new URLSearchParams({
    encrypt: String(config.DB_ENCRYPT),
    trustServerCertificate: String(config.DB_TRUST_SERVER_CERTIFICATE),
    ...(server.instanceName !== undefined && { instanceName: server.instanceName }),
  });
  const address = server.port === undefined ? server.host : `${server.host}:${server.port}`;
  return `mssql://${credential(user, password)}@${address}/${encodeURIComponent(database)}?${options.toString()}`;
}

function postgresUrl(config: DatabaseConfig): string | null {
  const { POSTGRES_HOST: host, POSTGRES_PORT: port, POSTGRES_DATABASE: database = '' } = config;
  if (host === undefined) return null;
  const user = credential(config.POSTGRES_USERNAME, config.POSTGRES_PASSWORD);
  return `postgresql://${user}@${host}:${port}/${encodeURIComponent(database)}`;
}

const credential = (user = '', password = ''): string => `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
