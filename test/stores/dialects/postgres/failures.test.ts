import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import pg from 'pg';
import { PostgresError, postgresFailure } from '../../../../stores/dialects/postgres/failures.ts';
import { postgresOptions } from '../../../../stores/dialects/postgres/options.ts';
import { StoreError, type StoreFailure } from '../../../../stores/failures.ts';

const options = postgresOptions('postgresql://plantao:s3cret@db.example/calls');

/** An error of a server that speaks another language than English, and tells everything it knows. */
function answered(code: string, change: Partial<pg.DatabaseError> = {}): pg.DatabaseError {
  const error = new pg.DatabaseError('erro: «Maria da Silva»', 0, 'error');
  return Object.assign(error, { code, detail: 'Chave (cpf)=(123)', where: '$1 = 123', ...change });
}
const ofDriver = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {});
const failure = (error: unknown) => postgresFailure(error, options);

describe('failures of PostgreSQL', () => {
  const codes: Partial<Record<StoreFailure, readonly string[]>> = {
    'store-login-refused': ['28P01', '28000'],
    'store-database-unknown': ['3D000'],
    'store-permission-denied': ['42501'],
    'store-unreachable': ['57P01', '57P02', '57P03', '08006', '08001', '53300', '25P03'],
    'store-conflict': ['40001', '40P01', '55P03'],
    'store-timed-out': ['57014'],
  };
  for (const [type, states] of Object.entries(codes)) {
    it(`C-19: ${states.join(', ')} is ${type}, in whatever language the server says so`, () => {
      for (const state of states) {
        const found = failure(answered(state));
        assert.ok(found instanceof StoreError);
        assert.equal(found.type, type);
      }
    });
  }

  it('C-52: what the driver or the network says is known too', () => {
    const said: [Error, StoreFailure][] = [
      [ofDriver('connect ECONNREFUSED 10.0.0.7:5432', 'ECONNREFUSED'), 'store-unreachable'],
      [ofDriver('getaddrinfo ENOTFOUND db.example', 'ENOTFOUND'), 'store-unreachable'],
      [ofDriver('getaddrinfo EAI_AGAIN db.example', 'EAI_AGAIN'), 'store-unreachable'],
      [ofDriver('read ETIMEDOUT', 'ETIMEDOUT'), 'store-unreachable'],
      [ofDriver('Connection terminated unexpectedly'), 'store-unreachable'],
      [ofDriver('Connection terminated due to connection timeout'), 'store-unreachable'],
      [ofDriver('timeout exceeded when trying to connect'), 'store-timed-out'],
      [ofDriver('Query read timeout'), 'store-timed-out'],
      [ofDriver('The server does not support SSL connections'), 'store-encryption-refused'],
      [ofDriver('self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'), 'store-encryption-refused'],
      [ofDriver('certificate has expired', 'CERT_HAS_EXPIRED'), 'store-encryption-refused'],
      [ofDriver('Hostname does not match', 'ERR_TLS_CERT_ALTNAME_INVALID'), 'store-encryption-refused'],
      [ofDriver('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'), 'store-login-refused'],
    ];
    for (const [error, type] of said) {
      const found = failure(error);
      assert.ok(found instanceof StoreError, error.message);
      assert.equal(found.type, type, error.message);
    }
    const ours = new TypeError('ours');
    assert.equal(failure(ours), ours);
    assert.equal(failure('thrown text'), 'thrown text');
  });

  it('C-48: of a value that was refused nothing is told, not even in the cause', () => {
    for (const state of ['22P02', '22001', '23505', '40P01', '28P01', 'XX000', 'P0001']) {
      const error = answered(state, { message: state.startsWith('23') ? 'duplicate key' : 'erro: «Maria da Silva»' });
      assert.doesNotMatch(inspect(failure(error), { depth: 9, showHidden: true }), /Maria|123|s3cret/, state);
    }
  });

  it('C-19: a statement that was refused says its SQLSTATE and where, with the words that hold but names', () => {
    const refused = failure(
      answered('23502', { message: 'null value in column "raw"', table: 'call_raw', column: 'raw' }),
    );
    assert.ok(refused instanceof PostgresError);
    assert.equal(refused.code, '23502');
    assert.equal(
      refused.message,
      'PostgreSQL refused a statement (SQLSTATE 23502, call_raw.raw): null value in column "raw"',
    );
    const value = failure(answered('22021'));
    assert.ok(value instanceof PostgresError);
    assert.equal(value.message, 'PostgreSQL refused a statement (SQLSTATE 22021)');
  });
});
