import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import mssql from 'mssql';
import { createTranslate, type Phase } from '../../../../stores/dialects/mssql/failures.ts';
import { parseMssqlUrl } from '../../../../stores/dialects/mssql/url.ts';
import { StoreError, type StoreFailure } from '../../../../stores/failures.ts';

const URL = 'mssql://plantao:s3cret@db.example/calls';
const translate = (error: unknown, phase: Phase = 'request', query = '', loginErrors: readonly number[] = []): Error =>
  createTranslate(parseMssqlUrl(URL + query), () => loginErrors)(error, phase);

/** What the driver throws for an error of the server. */
const answered = (number: number, message = 'erro'): Error =>
  new mssql.RequestError(Object.assign(new Error(message), { info: { number, message } }), 'EREQUEST');
const ofDriver = (code: string, cause?: unknown): Error =>
  new mssql.ConnectionError(Object.assign(new Error(`driver: ${code}`, { cause }), { code }));
const ofSystem = (code: string): Error => Object.assign(new Error(`system: ${code}`), { code });

const failure = (error: Error): StoreFailure => {
  assert.ok(error instanceof StoreError, inspect(error));
  assert.doesNotMatch(inspect(error), /s3cret/);
  return error.type;
};

describe('failures of SQL Server', () => {
  const numbers: Partial<Record<StoreFailure, readonly number[]>> = {
    'store-login-refused': [18456, 18470, 18487, 18488],
    'store-database-unknown': [911, 4060],
    'store-permission-denied': [229, 230, 262, 297, 300],
    'store-conflict': [1205, 1222, 3960, 41302, 41305, 51222],
    'store-unreachable': [10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920],
  };
  for (const [type, known] of Object.entries(numbers)) {
    it(`C-19: ${known.join(', ')} is ${type}, in whatever language the server says so`, () => {
      for (const number of known) assert.equal(failure(translate(answered(number))), type, String(number));
    });
  }

  it('C-52: a login is told apart from a database by the numbers it met: the driver has only words', () => {
    assert.equal(failure(translate(ofDriver('ELOGIN'), 'connect', '', [18456])), 'store-login-refused');
    assert.equal(failure(translate(ofDriver('ELOGIN'), 'connect', '', [4060, 18456])), 'store-database-unknown');
    assert.equal(failure(translate(ofDriver('ELOGIN'), 'connect', '', [40613])), 'store-unreachable');
    assert.equal(failure(translate(ofDriver('ELOGIN'), 'connect')), 'store-login-refused');
    const { message } = translate(ofDriver('ELOGIN'), 'connect', '', [18456]);
    assert.match(message, /SQL Server at db\.example:1433 refused the login of plantao \(error 18456\)/);
  });

  it('C-52: what does not answer is told with its address', () => {
    const refused = ofDriver('ESOCKET', new AggregateError([ofSystem('ECONNREFUSED')]));
    for (const error of [
      refused,
      ofDriver('ESOCKET', ofSystem('ENOTFOUND')),
      ofDriver('ETIMEOUT'),
      ofDriver('EINSTLOOKUP'),
    ]) {
      const found = translate(error, 'connect');
      assert.equal(failure(found), 'store-unreachable');
      assert.match(found.message, /db\.example:1433 cannot be reached/);
    }
    assert.match(translate(refused, 'connect').message, /\(ECONNREFUSED\)/);
  });

  it('C-52: encryption that fails says which option it is about', () => {
    const said = (error: Error, query = '') => {
      const found = translate(error, 'connect', query);
      assert.equal(failure(found), 'store-encryption-refused');
      return found.message;
    };
    assert.match(said(ofDriver('EENCRYPT')), /does not offer encryption .*encrypt=false/);
    assert.match(
      said(ofDriver('EENCRYPT'), '?encrypt=false'),
      /takes encrypted connections only .*remove encrypt=false/,
    );
    for (const code of [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'CERT_HAS_EXPIRED',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ]) {
      assert.match(said(ofDriver('ESOCKET', ofSystem(code))), /not trusted .*trustServerCertificate=true/);
    }
  });

  it('C-20: a connection that is lost kept nothing, unless it was lost while it committed', () => {
    for (const code of ['ESOCKET', 'ECLOSE', 'EINVALIDSTATE', 'ECONNRESET']) {
      assert.equal(failure(translate(ofDriver(code))), 'store-unreachable', code);
      assert.equal(failure(translate(ofDriver(code), 'commit')), 'store-commit-unknown', code);
    }
    assert.equal(failure(translate(ofDriver('ETIMEOUT'), 'commit')), 'store-commit-unknown');
    assert.equal(failure(translate(answered(1205), 'commit')), 'store-conflict');
    const timedOut = translate(ofDriver('ETIMEOUT'), 'request', '?requestTimeoutMs=500');
    assert.equal(failure(timedOut), 'store-timed-out');
    assert.match(timedOut.message, /within 500 ms/);
  });

  it('C-19: an error before the last one counts too', () => {
    const last = Object.assign(answered(3621), { precedingErrors: [answered(1205)] });
    assert.equal(failure(translate(last)), 'store-conflict');
  });

  it('C-52: what was not permitted is named by the server', () => {
    const words = "The SELECT permission was denied on the object 'calls'";
    assert.match(translate(answered(229, words)).message, /does not let plantao do this in calls .*object 'calls'/);
  });

  it('C-52: other errors stay plain, with their number and without the values of a row', () => {
    const plain: [number, string, RegExp][] = [
      [
        2627,
        "Violation of PRIMARY KEY constraint 'pk'. The duplicate key value is (main, Maria).",
        /^Violation of .* 'pk'\. \(/,
      ],
      [
        2601,
        "Cannot insert duplicate key row with unique index 'ix'. The duplicate key value is (Maria).",
        /'ix'\. \(/,
      ],
      [2628, "String or binary data would be truncated in column 'a'. Truncated value: 'Maria'.", /column 'a'\. \(/],
      [
        245,
        "Conversion failed when converting the nvarchar value 'Maria' to data type int.",
        /nvarchar value to data type/,
      ],
      [220, 'Arithmetic overflow error for data type tinyint, value = 4711.', /tinyint \(/],
      [33_557_097, 'invalid input syntax for type numeric: "Maria"', /for type numeric \(/],
    ];
    for (const [number, words, left] of plain) {
      const found = translate(answered(number, words));
      assert.ok(!(found instanceof StoreError));
      assert.match(found.message, left);
      assert.doesNotMatch(inspect(found), /Maria|4711/);
      assert.match(found.message, new RegExp(`error ${number}\\)$`));
    }
    const ours = new TypeError('ours');
    assert.equal(translate(ours), ours);
    const known = new StoreError('store-conflict', 'known');
    assert.equal(translate(known, 'commit'), known);
  });
});
