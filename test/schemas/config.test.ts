import assert from 'node:assert/strict';
import { ConfigError, loadConfig } from '../../schemas/config.ts';

const SQL_SERVER = { DB_SERVER: 'host', DB_DATABASE: 'calls', DB_USERNAME: 'robot', DB_PASSWORD: 'canary' };
const POSTGRES = {
  POSTGRES_HOST: 'host',
  POSTGRES_DATABASE: 'consultores',
  POSTGRES_USERNAME: 'api',
  POSTGRES_PASSWORD: 'canary',
};

const refusal = (environment: Record<string, string>): string => {
  try {
    loadConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    assert.doesNotMatch(error.message, /canary/);
    return error.message;
  }
  return 'not refused';
};

describe('loadConfig', () => {
  const servers: [string, object][] = [
    ['host', { host: 'host' }],
    [' sql.example.com,1433 ', { host: 'sql.example.com', port: 1433 }],
    ['host, 1433', { host: 'host', port: 1433 }],
    ['host\\SQLEXPRESS', { host: 'host', instanceName: 'SQLEXPRESS' }],
    ['host\\SQLEXPRESS,14330', { host: 'host', port: 14330 }],
    ['tcp:10.0.0.7,1433', { host: '10.0.0.7', port: 1433 }],
    ['[::1],1433', { host: '[::1]', port: 1433 }],
    ['.\\SQLEXPRESS', { host: 'localhost', instanceName: 'SQLEXPRESS' }],
    ['(local)', { host: 'localhost' }],
  ];
  for (const [text, address] of servers) {
    it(`1.2: DB_SERVER=${text} is read as the tools of SQL Server read it`, () => {
      assert.deepEqual(loadConfig({ ...SQL_SERVER, DB_SERVER: text }).DB_SERVER, address);
    });
  }

  for (const text of [
    'host:1433',
    'host,0',
    'host,70000',
    'host,',
    '(localdb)\\x',
    'np:host',
    'a b',
    '::1',
    'h@t',
    '\\x',
  ]) {
    it(`C-16: DB_SERVER=${text} is refused`, () => {
      assert.equal(
        refusal({ ...SQL_SERVER, DB_SERVER: text }),
        'Configuration refused. DB_SERVER: must be host, host,port or host\\instance.',
      );
    });
  }

  it('C-47: the connection is encrypted and the certificate checked, unless told otherwise', () => {
    const { DB_ENCRYPT, DB_TRUST_SERVER_CERTIFICATE } = loadConfig(SQL_SERVER);
    assert.deepEqual([DB_ENCRYPT, DB_TRUST_SERVER_CERTIFICATE], [true, false]);
  });

  it('C-43: some of the settings of SQL Server without the others are refused by the names that lack', () => {
    assert.equal(
      refusal({ ...SQL_SERVER, DB_USERNAME: '', DB_DATABASE: '' }),
      'Configuration refused. DB_DATABASE: must be set, as DB_SERVER, DB_PASSWORD is; DB_USERNAME: must be set, as DB_SERVER, DB_PASSWORD is.',
    );
    assert.match(refusal({ DB_PASSWORD: 'canary' }), /DB_SERVER: must be set, as DB_PASSWORD is/);
  });

  it('C-16: two databases are one too many', () => {
    assert.equal(
      refusal({ ...SQL_SERVER, DATABASE_URL: 'sqlite:x' }),
      'Configuration refused. DATABASE_URL and DB_SERVER, DB_DATABASE, DB_USERNAME, DB_PASSWORD: both say where rows are kept, so leave one of the two out.',
    );
  });

  it('consultants 1.2: POSTGRES_HOST without the others is refused by the names that lack', () => {
    assert.equal(
      refusal({ POSTGRES_HOST: 'host', POSTGRES_PASSWORD: 'canary' }),
      'Configuration refused. POSTGRES_DATABASE: must be set, as POSTGRES_HOST is; POSTGRES_USERNAME: must be set, as POSTGRES_HOST is.',
    );
    assert.match(
      refusal({ ...POSTGRES, POSTGRES_PASSWORD: '' }),
      /POSTGRES_PASSWORD: must be set, as POSTGRES_HOST is/,
    );
    assert.equal(refusal({ POSTGRES_HOST: 'host', DATABASE_URL: 'sqlite:x' }), 'not refused');
    assert.equal(refusal({ ...POSTGRES, POSTGRES_HOST: '' }), 'not refused');
  });

  for (const text of ['host:5432', 'h@t', 'a b', '::1', '[:]', '/var/run/postgresql', 'a/b', 'a?b']) {
    it(`consultants 1.2: POSTGRES_HOST=${text} is refused`, () => {
      assert.match(
        refusal({ ...POSTGRES, POSTGRES_HOST: text }),
        /^Configuration refused\. POSTGRES_HOST: must be a host/,
      );
    });
  }

  it('consultants 1.2: POSTGRES_PORT is a port', () => {
    for (const port of ['0', '70000', 'tcp://10.0.0.1:5432'])
      assert.match(refusal({ ...POSTGRES, POSTGRES_PORT: port }), /^Configuration refused\. POSTGRES_PORT: /);
    // What Kubernetes tells every neighbour of a service called postgres.
    assert.doesNotThrow(() => loadConfig({ POSTGRES_PORT: 'tcp://10.0.0.1:5432' }));
  });

  it('C-16: a SQL Server and a PostgreSQL are one too many', () => {
    assert.equal(
      refusal({ ...SQL_SERVER, ...POSTGRES }),
      'Configuration refused. POSTGRES_HOST and DB_SERVER, DB_DATABASE, DB_USERNAME, DB_PASSWORD: both say where rows are kept, so leave one of the two out.',
    );
  });
});
