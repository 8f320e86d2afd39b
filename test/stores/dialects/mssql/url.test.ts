import assert from 'node:assert/strict';
import { kindOf } from '../../../../stores/dialects/kind.ts';
import { parseMssqlUrl, targetOf } from '../../../../stores/dialects/mssql/url.ts';

const at = (host: string, query = '') => parseMssqlUrl(`mssql://plantao:s3cret@${host}/calls${query}`);
const place = (host: string, query = '') => {
  const { server, port, instanceName } = at(host, query);
  return [server, port, instanceName];
};

describe('URL of a SQL Server', () => {
  it('C-52: has every part, percent-decoded, and defaults that are safe', () => {
    assert.deepEqual(parseMssqlUrl('mssql://us%40er:p%2Fa%3As%40s%23%25@db.example:1434/ch%C3%A2madas'), {
      server: 'db.example',
      port: 1434,
      instanceName: undefined,
      database: 'châmadas',
      user: 'us@er',
      password: 'p/a:s@s#%',
      encrypt: true,
      trustServerCertificate: false,
      connectTimeoutMs: 15_000,
      requestTimeoutMs: 60_000,
      poolMax: 10,
      applicationName: 'plantao',
    });
    assert.equal(kindOf('sqlserver://u:p@host/db').name, 'mssql');
    assert.equal(parseMssqlUrl('SQLSERVER://u:p:q@x@host/db/').password, 'p:q@x');
    assert.equal(parseMssqlUrl('mssql://u@host/db').password, '');
  });

  it('C-52: the host is what the tools of SQL Server take', () => {
    assert.deepEqual(place('db'), ['db', 1433, undefined]);
    assert.deepEqual(place('db,1500'), ['db', 1500, undefined]);
    assert.deepEqual(place('db\\SQLEXPRESS'), ['db', undefined, 'SQLEXPRESS']);
    assert.deepEqual(place('db%5CSQLEXPRESS'), ['db', undefined, 'SQLEXPRESS']);
    assert.deepEqual(place('db', '?instanceName=SQLEXPRESS'), ['db', undefined, 'SQLEXPRESS']);
    assert.deepEqual(place('[::1]'), ['::1', 1433, undefined]);
    assert.deepEqual(place('[fe80::1]:1500'), ['fe80::1', 1500, undefined]);
    // As for every client of it: a port that is given is taken, and nobody is asked for it.
    assert.deepEqual(place('db\\SQLEXPRESS,1500').slice(0, 2), ['db', 1500]);
    const named = ['db', 'db\\X', '[::1]:1500', 'db\\X,1500'].map((host) => targetOf(at(host)));
    assert.deepEqual(named, ['db:1433', 'db\\X', '[::1]:1500', 'db:1500']);
  });

  it('C-52: options change the defaults', () => {
    const options =
      '?encrypt=strict&connectTimeoutMs=1&requestTimeoutMs=2&poolMax=3&applicationName=plant%C3%A3o+2&TRUSTservercertificate=False';
    const { encrypt, trustServerCertificate, connectTimeoutMs, requestTimeoutMs, poolMax, applicationName } = at(
      'db',
      options,
    );
    assert.deepEqual(
      [encrypt, trustServerCertificate, connectTimeoutMs, requestTimeoutMs, poolMax, applicationName],
      ['strict', false, 1, 2, 3, 'plantão 2'],
    );
    assert.equal(at('db', '?encrypt=false').encrypt, false);
    assert.equal(at('db', '?trustServerCertificate=true').trustServerCertificate, true);
  });

  it('C-52: what is wrong is named, and nothing of the URL is repeated', () => {
    const wrong: [string, RegExp][] = [
      ['mssql://u:s3cret@/db', /names no host/],
      ['mssql://u:s3cret@host', /names no database/],
      ['mssql://u:s3cret@host/', /names no database/],
      ['mssql://host/db', /names no user/],
      ['mssql://u:s3c/ret@host/db', /percent-encoded/],
      ['mssql://u:s3cret#@host/db', /percent-encoded/],
      ['mssql:host;password=s3cret', /percent-encoded/],
      ['mssql://u:s3cret%@host/db', /% in its password/],
      ['mssql://u:s3cret@ho%zzst/db', /% in its host/],
      ['mssql://u:s3cret@host:one/db', /has a host that/],
      ['mssql://u:s3cret@host:99999/db', /port that is no whole number from 1 to 65535/],
      ['mssql://u:s3cret@host/db?s3cret=true', /known are encrypt, /],
      ['mssql://u:s3cret@host/db?encrypt=maybe-s3cret', /encrypt that is not one of true, false, strict/],
      ['mssql://u:s3cret@host/db?encrypt=constructor', /encrypt that is not one of/],
      ['mssql://u:s3cret@host/db?trustServerCertificate=strict', /not one of true, false\./],
      ['mssql://u:s3cret@host/db?encrypt=strict&trustServerCertificate=true', /always checks/],
      ['mssql://u:s3cret@host/db?poolMax=0', /poolMax that is no whole number/],
      ['mssql://u:s3cret@host/db?connectTimeoutMs=1e3', /connectTimeoutMs/],
      ['mssql://u:s3cret@host/db?requestTimeoutMs=99999999999', /requestTimeoutMs/],
      ['mssql://u:s3cret@host/db?applicationName=', /applicationName that is empty/],
      ['mssql://u:s3cret@host/db?instanceName=', /instanceName that is empty/],
    ];
    for (const [url, message] of wrong) {
      assert.throws(
        () => parseMssqlUrl(url),
        (error: Error) => {
          assert.match(error.message, /^DATABASE_URL .*\.$/);
          assert.match(error.message, message, url);
          assert.doesNotMatch(error.message, /s3c/);
          return true;
        },
      );
    }
  });
});
