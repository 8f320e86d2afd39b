import assert from 'node:assert/strict';
import { postgresOptions } from '../../../../stores/dialects/postgres/options.ts';

const at = (host: string, query = '') => `postgresql://plantao:s3cret@${host}/calls${query}`;

describe('address of a PostgreSQL server', () => {
  it('C-52: is read whole, with special characters, and what is not said has a default', () => {
    assert.deepEqual(postgresOptions('postgres://us%40er:p%2Fa%25ss@db.example:5433/ca%C3%A7a?sslmode=disable'), {
      host: 'db.example',
      port: 5433,
      database: 'caça',
      user: 'us@er',
      password: 'p/a%ss',
      tls: false,
      connectTimeoutMs: 10_000,
      requestTimeoutMs: 60_000,
      poolMax: 10,
      applicationName: 'plantao',
    });
    const { port, host, poolMax, applicationName, connectTimeoutMs, requestTimeoutMs } = postgresOptions(
      at('[::1]', '?poolMax=3&applicationName=rob%C3%B4&connectTimeoutMs=5&requestTimeoutMs=7'),
    );
    assert.deepEqual(
      [port, host, poolMax, applicationName, connectTimeoutMs, requestTimeoutMs],
      [5432, '::1', 3, 'robô', 5, 7],
    );
  });

  it('C-44: is spoken to encrypted and verified, except on this machine or when told otherwise', () => {
    const verified = (url: string) => {
      const { tls } = postgresOptions(url);
      return tls && { rejects: tls.rejectUnauthorized ?? true, checksName: tls.checkServerIdentity === undefined };
    };
    const whole = { rejects: true, checksName: true };
    for (const url of [at('db.example'), at('10.0.0.7'), at('127.0.0.1.example')])
      assert.deepEqual(verified(url), whole);
    for (const url of [at('localhost'), at('127.0.0.1'), at('127.1.2.3'), at('[::1]')])
      assert.equal(verified(url), false);
    assert.deepEqual(verified(at('127.0.0.1', '?sslmode=require')), whole);
    assert.deepEqual(verified(at('db.example', '?sslmode=verify-full')), whole);
    assert.deepEqual(verified(at('db.example', '?sslmode=verify-ca')), { ...whole, checksName: false });
    assert.deepEqual(verified(at('db.example', '?sslmode=no-verify')), { ...whole, rejects: false });
    assert.equal(verified(at('db.example', '?sslmode=disable')), false);
    const { tls } = postgresOptions(at('db.example', `?sslrootcert=${import.meta.filename}`));
    assert.match(String(tls && tls.ca), /this very text/);
  });

  const refused: Record<string, [url: string, RegExp]> = {
    'no database': ['postgresql://plantao:s3cret@host', /must name a user, a host and a database/],
    'no user': ['postgresql://host/calls?password=s3cret', /must name a user, a host and a database/],
    'no host': ['postgresql:///calls?password=s3cret', /must name a user, a host and a database/],
    'a port that is none': ['postgresql://plantao:s3cret@host:port/calls', /not well made/],
    'a password with a bare %': ['postgresql://plantao:s3cret%@host/calls', /write a % of the password as %25/],
    'an unknown option': [at('host', '?ssl=true'), /has an option that is none of sslmode/],
    'a password with a bare ?': ['postgresql://plantao:1?s3cret@host/calls', /must name a user, a host/],
    'a password with a bare @ and ?': ['postgresql://plantao:a@b/c?s3cret@host/calls', /an option that is none of/],
    'a password with a bare @ and /': ['postgresql://plantao:a@s3cret/c@host/calls', /not well made/],
    'a user and a password alone': ['postgresql://plantao:s3cret', /not well made/],
    'an unknown sslmode': [at('host', '?sslmode=prefer'), /^sslmode .* must be one of disable, no-verify, require/],
    'an sslmode of every object': [at('host', '?sslmode=constructor'), /^sslmode/],
    'a file that is not there': [at('host', '?sslrootcert=/s3cret.pem'), /sslrootcert .* cannot be read/],
    'a pool of nobody': [at('host', '?poolMax=0'), /^poolMax .* whole number from 1/],
    'a time that is no number': [at('host', '?requestTimeoutMs=1e3'), /^requestTimeoutMs .* whole number/],
  };
  for (const [what, [url, sentence]] of Object.entries(refused)) {
    it(`C-52: with ${what} is refused in a sentence that does not repeat it`, () => {
      assert.throws(
        () => postgresOptions(url),
        (error: Error) => {
          assert.match(error.message, sentence);
          assert.doesNotMatch(error.message, /s3cret/);
          return true;
        },
      );
    });
  }
});
