import assert from 'node:assert/strict';
import { databaseUrl } from '../../runtime/databaseUrl.ts';
import { loadConfig } from '../../schemas/config.ts';

const SQL_SERVER = { DB_SERVER: 'host', DB_DATABASE: 'calls', DB_USERNAME: 'robot', DB_PASSWORD: 'pw' };
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
});
