import assert from 'node:assert/strict';
import { databaseUrl } from '../../runtime/databaseUrl.ts';
import { loadConfig } from '../../schemas/config.ts';
import { postgresOptions } from '../../stores/dialects/postgres/options.ts';

const SQL_SERVER = { DB_SERVER: 'host', DB_DATABASE: 'calls', DB_USERNAME: 'robot', DB_PASSWORD: 'pw' };
const POSTGRES = {
  POSTGRES_HOST: 'host',
  POSTGRES_DATABASE: 'consultores',
  POSTGRES_USERNAME: 'api',
  POSTGRES_PASSWORD: 'pw',
};
const urlOf = (environment: Record<string, string>) => databaseUrl(loadConfig(environment));

describe('databaseUrl', () => {
  it('C-52: is the configured one, or the file of the house', () => {
    assert.equal(urlOf({ DATABASE_URL: 'postgresql://u@h/d' }), 'postgresql://u@h/d');
    assert.equal(urlOf({ PLANTAO_HOME: '/var/lib/x' }), 'sqlite:/var/lib/x/plantao.db');
  });

  it("1.2: the legacy robot's settings name a SQL Server", () => {
    const plain = 'encrypt=true&trustServerCertificate=false';
    const urls: [string, string][] = [
      ['host', `mssql://robot:pw@host/calls?${plain}`],
      ['host,14330', `mssql://robot:pw@host:14330/calls?${plain}`],
      ['[::1],1433', `mssql://robot:pw@[::1]:1433/calls?${plain}`],
      ['host\\SQL2019', `mssql://robot:pw@host/calls?${plain}&instanceName=SQL2019`],
    ];
    for (const [DB_SERVER, url] of urls) assert.equal(urlOf({ ...SQL_SERVER, DB_SERVER }), url);
    const open = { ...SQL_SERVER, DB_ENCRYPT: 'false', DB_TRUST_SERVER_CERTIFICATE: 'true' };
    assert.equal(urlOf(open), 'mssql://robot:pw@host/calls?encrypt=false&trustServerCertificate=true');
  });

  it('C-43: whatever stands in a password, a login or a name of a database comes out again', () => {
    const odd = 'p@ss:w/o#r?d%20&é 💥[]';
    const url = new URL(urlOf({ ...SQL_SERVER, DB_PASSWORD: odd, DB_USERNAME: odd, DB_DATABASE: odd }));
    assert.deepEqual([url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent), [odd, odd, odd]);
    assert.equal(url.hostname, 'host');
  });

  it('consultants 1.2: the settings of the old consultants service name a PostgreSQL; DATABASE_URL wins', () => {
    assert.equal(urlOf(POSTGRES), 'postgresql://api:pw@host:5432/consultores');
    assert.equal(urlOf({ ...POSTGRES, POSTGRES_PORT: '6543' }), 'postgresql://api:pw@host:6543/consultores');
    assert.equal(urlOf({ ...POSTGRES, POSTGRES_HOST: '[::1]' }), 'postgresql://api:pw@[::1]:5432/consultores');
    assert.equal(urlOf({ ...POSTGRES, DATABASE_URL: 'sqlite:x' }), 'sqlite:x');
    assert.match(urlOf({ ...POSTGRES, POSTGRES_HOST: '' }), /^sqlite:/);
  });

  it('C-43: nor is any character of theirs lost on the way to the driver', () => {
    const odd = 'p@ss:w/o#r?d%20&é 💥[]';
    const url = urlOf({ ...POSTGRES, POSTGRES_PASSWORD: odd, POSTGRES_USERNAME: odd, POSTGRES_DATABASE: odd });
    const { host, port, user, password, database } = postgresOptions(url);
    assert.deepEqual([host, port, user, password, database], ['host', 5432, odd, odd, odd]);
  });
});
