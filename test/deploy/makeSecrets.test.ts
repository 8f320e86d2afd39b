import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../../runtime/paths.ts';
import { loadConfig } from '../../schemas/config.ts';
import { compose } from './support/compose.ts';

describe('deploy/make-secrets.sh', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plantao-make-secrets-'));
    cpSync(join(root, 'deploy'), join(folder, 'deploy'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const secret = (name: string): string => join(folder, 'secrets', name);
  const make = (): string => execFileSync('sh', [join(folder, 'deploy/make-secrets.sh')], { encoding: 'utf8' });

  it('C-43: makes every secret of docker-compose.yml but the vendor’s token, which it asks for', () => {
    assert.match(make(), /secrets\/dialer_token\.$/m);
    const declared = Object.values(compose.secrets).map(({ file }) => basename(file));
    assert.deepEqual(readdirSync(join(folder, 'secrets')), declared.filter((name) => name !== 'dialer_token').sort());
  });

  it('C-43: they are long, all different, and good for the servers and for us', () => {
    make();
    const made = readdirSync(join(folder, 'secrets')).map((name) => readFileSync(secret(name), 'utf8').trim());
    assert.equal(new Set(made).size, made.length);
    for (const text of made) assert.match(text, /^[A-Za-z0-9-]{36,}-Aa1$/);
    assert.doesNotThrow(() => loadConfig({ AUTH_SECRET_FILE: secret('auth_secret') }));
  });

  it('C-43: nobody else on this machine reads them, containers do', () => {
    make();
    assert.equal(statSync(join(folder, 'secrets')).mode & 0o777, 0o700);
    assert.equal(statSync(secret('auth_secret')).mode & 0o777, 0o644);
  });

  it('C-46: what is there stays', () => {
    make();
    writeFileSync(secret('auth_secret'), 'mine');
    writeFileSync(secret('dialer_token'), '3cs_token');
    assert.equal(make(), '');
    assert.equal(readFileSync(secret('auth_secret'), 'utf8'), 'mine');
  });
});
