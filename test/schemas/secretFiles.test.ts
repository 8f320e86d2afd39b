import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig, secretsFromFiles } from '../../schemas/config.ts';

const SECRET = 'a-canary-that-is-long-enough-to-sign';

describe('secrets from files', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'plantao-secrets-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  /** What the configuration says of an environment that it refuses. */
  function refusal(environment: Record<string, string>): string {
    try {
      loadConfig(environment);
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
    return 'nothing was refused';
  }

  it('C-46: the text of the file is the setting, without the line end that editors add', () => {
    assert.equal(loadConfig({ AUTH_SECRET_FILE: file('secret', `${SECRET}\n`) }).AUTH_SECRET, SECRET);
  });

  it('C-46: every secret may be given so, and only secrets', () => {
    const some = ['AUTH_SECRET', 'DATABASE_URL', 'DB_PASSWORD', 'POSTGRES_PASSWORD'];
    assert.ok(some.every((name) => secretsFromFiles.includes(name)));
    assert.equal(loadConfig({ CALLS_ACCOUNT_FILE: file('account', 'other') }).CALLS_ACCOUNT, 'main');
  });

  it('C-4: the token of the dialer stays with its own file, which is read again when it changes', () => {
    const config = loadConfig({ DIALER_TOKEN_FILE: file('token', '3cs_canary') });
    assert.equal(config.DIALER_TOKEN, undefined);
    assert.equal(config.DIALER_TOKEN_FILE, join(folder, 'token'));
  });

  it('C-43: a file that is not there, is none, or is empty is refused by the name of its setting', () => {
    const missing = join(folder, 'nothing');
    assert.match(refusal({ AUTH_SECRET_FILE: missing }), /AUTH_SECRET_FILE: \S+nothing cannot be read \(ENOENT\)\.$/);
    assert.match(refusal({ DATABASE_URL_FILE: folder }), /DATABASE_URL_FILE: \S+ cannot be read \(EISDIR\)\.$/);
    assert.match(refusal({ AUTH_SECRET_FILE: file('empty', ' \n') }), /AUTH_SECRET_FILE: \S+empty is empty\.$/);
  });

  it('C-43: a secret that is given twice is refused', () => {
    const twice = refusal({ AUTH_SECRET: SECRET, AUTH_SECRET_FILE: file('other', SECRET) });
    assert.equal(twice, 'Configuration refused. AUTH_SECRET_FILE: must not be set beside AUTH_SECRET.');
  });

  it('C-43: the rule of a setting holds for the text of its file, which is not repeated', () => {
    const short = refusal({ AUTH_SECRET_FILE: file('short', 'short-canary') });
    assert.match(short, /AUTH_SECRET: /);
    assert.doesNotMatch(short, /short-canary/);
  });
});
