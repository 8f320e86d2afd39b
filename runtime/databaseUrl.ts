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
  | 'PLANTAO_HOME'
>;

/** Where rows are kept: what is configured, as a URL or as the legacy robot names it, or the embedded database of this home. */
export const databaseUrl = (config: DatabaseConfig): string =>
  config.DATABASE_URL ?? sqlServerUrl(config) ?? `sqlite:${pathsIn(config.PLANTAO_HOME).database}`;

function sqlServerUrl(config: DatabaseConfig): string | null {
  const { DB_SERVER: server, DB_DATABASE: database = '', DB_USERNAME: user = '', DB_PASSWORD: password = '' } = config;
  if (server === undefined) return null;
  const options = new URLSearchParams({
    encrypt: String(config.DB_ENCRYPT),
    trustServerCertificate: String(config.DB_TRUST_SERVER_CERTIFICATE),
    ...(server.instanceName !== undefined && { instanceName: server.instanceName }),
  });
  const credential = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  const address = server.port === undefined ? server.host : `${server.host}:${server.port}`;
  return `mssql://${credential}@${address}/${encodeURIComponent(database)}?${options.toString()}`;
}
