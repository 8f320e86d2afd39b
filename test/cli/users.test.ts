import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureAdmin } from '../../api/auth/ensureAdmin.ts';
import { verifyPassword } from '../../api/auth/passwords.ts';
import { pathsIn } from '../../runtime/paths.ts';
import { openStore, type Store } from '../../stores/open.ts';
import { start } from './support/plantao.ts';

describe('plantao users', () => {
  let home: string;
  let store: Store;

  const users = (...args: string[]) => start({ PLANTAO_HOME: home }, 'users', ...args).ended;
  const opens = async (name: string, password: string) =>
    verifyPassword(password, (await store.access.userByName(name))?.passwordHash ?? '');

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'plantao-users-'));
    store = await openStore(`sqlite:${pathsIn(home).database}`);
    await store.migrate();
  });

  after(async () => {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('§5: reset gives the admin of the first start a new password, and ends their logins', async () => {
    const login = await ensureAdmin(store.access);
    assert.ok(login);
    const admin = await store.access.userByName('admin');
    const expiresAt = '2999-01-01T00:00:00.000Z';
    await store.access.createSession({ id: 's1', userId: admin?.id ?? '', kind: 'browser', tokenHash: 'h', expiresAt });
    const { code, stdout } = await users('reset', 'Admin', '--json');
    assert.equal(code, 0);
    const { name, password } = JSON.parse(stdout) as { name: string; password: string };
    assert.equal(name, 'admin');
    assert.deepEqual([await opens('admin', password), await opens('admin', login.password)], [true, false]);
    assert.equal(await store.access.session('s1', new Date().toISOString()), null);
  });

  it('§5: add makes a user whose password is shown once, and list tells nobody any', async () => {
    const added = await users('add', 'Maria', '--role', 'operator');
    assert.equal(added.code, 0);
    const password = /^password (\S+)$/m.exec(added.stdout)?.[1] ?? '';
    assert.equal(await opens('maria', password), true);
    const listed = await users('list', '--json');
    assert.deepEqual(
      (JSON.parse(listed.stdout) as { name: string; role: string }[]).map(({ name, role }) => [name, role]),
      [
        ['admin', 'admin'],
        ['maria', 'operator'],
      ],
    );
    assert.doesNotMatch(listed.stdout, /scrypt|password/i);
  });

  it('C-32: a name that is taken, unknown or wrong is refused in one sentence', async () => {
    const refused: [string[], number, RegExp][] = [
      [['add', 'maria', '--role', 'viewer'], 1, /^There is a user maria already\.$/],
      [['reset', 'nobody'], 1, /^There is no user nobody\.$/],
      [['add', 'a b', '--role', 'viewer'], 2, /^name: must be 1 to 60 letters/],
      [['add', 'joao', '--role', 'boss'], 2, /^role: /],
    ];
    for (const [args, code, said] of refused) {
      const ended = await users(...args);
      assert.deepEqual([ended.code, ended.stdout], [code, ''], ended.stderr);
      assert.match(ended.stderr, said);
    }
  });
});
