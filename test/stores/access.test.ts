import assert from 'node:assert/strict';
import type { AccessStore, AnswerClaim, UserRow } from '../../stores/access/contract.ts';
import { openStore } from '../../stores/open.ts';
import type { Store } from '../../stores/open.ts';
import { onEveryDialect, type TestStore } from './support/dialects.ts';

const AT = '2026-11-20T12:00:00.000Z';
const LATER = '2026-11-20T13:00:00.000Z';
const TOMORROW = '2026-11-21T12:00:00.000Z';

const userRow = (id: string, role: UserRow['role'] = 'viewer'): UserRow => ({
  id,
  name: `name-${id}`,
  role,
  passwordHash: 'hash',
  createdAt: AT,
});

const claimOf = (id: string, change: Partial<AnswerClaim> = {}): AnswerClaim => ({
  id,
  fingerprint: 'asked',
  owner: 'first',
  at: AT,
  claimedUntil: LATER,
  expiresAt: TOMORROW,
  ...change,
});

onEveryDialect('access store', ({ open }) => {
  let test: TestStore;
  let store: Store;
  /** The same database as another process sees it. */
  let other: Store;
  let access: AccessStore;

  before(async () => {
    test = await open();
    store = test.store;
    other = await openStore(test.url);
    access = store.access;
  });
  after(async () => {
    await other.close();
    await test.drop();
  });

  describe('users', () => {
    it('§5: are found by id and name as they were made', async () => {
      const user = userRow('u1', 'admin');
      assert.equal(await access.createUser(user), true);
      assert.deepEqual(await access.user('u1'), user);
      assert.deepEqual(await other.access.userByName('name-u1'), user);
      assert.equal(await access.user('unknown'), null);
    });

    it('§5: a taken name is told, by both of two processes at once', async () => {
      const made = await Promise.all([
        access.createUser({ ...userRow('u2'), name: 'taken' }),
        other.access.createUser({ ...userRow('u3'), name: 'taken' }),
      ]);
      assert.deepEqual(made.sort(), [false, true]);
    });

    it('§5: a failed insert is no taken name', async () => {
      await assert.rejects(access.createUser({ ...userRow('u4'), passwordHash: null as never }));
    });

    it('§5: a change ends the logins, and leaves what it does not name', async () => {
      await access.createUser(userRow('u5'));
      const session = { id: 's5', userId: 'u5', kind: 'refresh', tokenHash: 'h', expiresAt: LATER } as const;
      await access.createSession(session);
      assert.equal(await access.updateUser('u5', { role: 'operator' }), 'done');
      assert.deepEqual(await access.user('u5'), { ...userRow('u5'), role: 'operator' });
      assert.equal(await access.session('s5', AT), null);
      assert.equal(await access.updateUser('u5', { passwordHash: 'new' }), 'done');
      assert.equal((await access.user('u5'))?.passwordHash, 'new');
      assert.equal(await access.updateUser('unknown', { role: 'viewer' }), 'unknown');
    });

    it('§5: the last admin stays, also when two are demoted at once by two processes', async () => {
      await access.createUser(userRow('u6', 'admin'));
      const outcomes = await Promise.all([access.updateUser('u1', { role: 'viewer' }), other.access.deleteUser('u6')]);
      assert.deepEqual(outcomes.sort(), ['done', 'last-admin']);
      const admins = (await access.listUsers()).filter(({ role }) => role === 'admin');
      assert.equal(admins.length, 1);
      assert.equal(await access.updateUser(admins[0]?.id ?? '', { role: 'admin', passwordHash: 'x' }), 'done');
    });
  });

  describe('sessions', () => {
    it('§5: end at their time', async () => {
      const session = { id: 's1', userId: 'u1', kind: 'browser', tokenHash: 'h', expiresAt: LATER } as const;
      await access.createSession(session);
      assert.deepEqual(await access.session('s1', AT), session);
      assert.equal(await access.session('s1', LATER), null);
    });

    it('§5: of two rotations from one token one wins, also among processes', async () => {
      await access.createSession({ id: 's2', userId: 'u1', kind: 'refresh', tokenHash: 'one', expiresAt: LATER });
      const rotated = await Promise.all([
        access.rotateSession('s2', 'one', 'two', TOMORROW),
        other.access.rotateSession('s2', 'one', 'three', TOMORROW),
      ]);
      assert.deepEqual(rotated.sort(), [false, true]);
      assert.equal((await access.session('s2', AT))?.expiresAt, TOMORROW);
    });
  });

  it('§5: API keys are found by their hash until they are deleted', async () => {
    const key = {
      id: 'k1',
      name: 'robô',
      prefix: 'plt_abc',
      keyHash: 'hash-1',
      integration: 'calls',
      role: 'viewer',
      createdAt: AT,
    } as const;
    await access.createApiKey(key);
    assert.deepEqual(await access.apiKeyByHash('hash-1'), key);
    assert.deepEqual(await access.listApiKeys(), [key]);
    assert.equal(await access.deleteApiKey('k1'), true);
    assert.equal(await access.deleteApiKey('k1'), false);
    assert.equal(await access.apiKeyByHash('hash-1'), null);
  });

  describe('kept answers', () => {
    it('§4: one of many claims wins, also among processes', async () => {
      const claims = Array.from({ length: 10 }, (_, i) =>
        (i % 2 ? other.access : access).claimAnswer(claimOf('a1', { owner: `o${i}` })),
      );
      const kinds = (await Promise.all(claims)).map((outcome) => outcome.kind).sort();
      assert.deepEqual(kinds, ['claimed', ...Array<string>(9).fill('in-flight')]);
    });

    it('§4: an answer is given to the same request and refused to another', async () => {
      const claim = claimOf('a2');
      await access.claimAnswer(claim);
      await access.keepAnswer(claim, '{"é":1}');
      assert.deepEqual(await access.claimAnswer(claimOf('a2', { owner: 'second' })), {
        kind: 'answered',
        answer: '{"é":1}',
      });
      assert.deepEqual(await access.claimAnswer(claimOf('a2', { fingerprint: 'else' })), { kind: 'other-request' });
    });

    it('§4: a claim is released by its owner alone', async () => {
      await access.claimAnswer(claimOf('a3'));
      await access.releaseAnswer(claimOf('a3', { owner: 'second' }));
      assert.deepEqual(await access.claimAnswer(claimOf('a3')), { kind: 'in-flight' });
      await access.releaseAnswer(claimOf('a3'));
      assert.deepEqual(await access.claimAnswer(claimOf('a3', { owner: 'second' })), { kind: 'claimed' });
    });

    it('§4: what a dead process claimed is taken over, and its late answer does not count', async () => {
      const dead = claimOf('a4');
      await access.claimAnswer(dead);
      const heir = claimOf('a4', { owner: 'second', at: LATER, claimedUntil: TOMORROW });
      assert.deepEqual(await access.claimAnswer(heir), { kind: 'claimed' });
      await access.keepAnswer(dead, 'late');
      assert.deepEqual(await access.claimAnswer({ ...heir, owner: 'third' }), { kind: 'in-flight' });
    });

    it('§4: an answer is forgotten after its time, and swept', async () => {
      const claim = claimOf('a5');
      await access.claimAnswer(claim);
      await access.keepAnswer(claim, 'kept');
      const nextDay = {
        at: TOMORROW,
        owner: 'second',
        claimedUntil: '2026-11-21T13:00:00.000Z',
        expiresAt: '2026-11-22T12:00:00.000Z',
      };
      assert.deepEqual(await access.claimAnswer(claimOf('a5', nextDay)), { kind: 'claimed' });
      await access.sweep('2026-11-23T00:00:00.000Z');
      const left = await store.db.selectFrom('access_answers').select('id').execute();
      assert.deepEqual(left, []);
      assert.deepEqual(await store.db.selectFrom('access_sessions').select('id').execute(), []);
    });
  });
});
