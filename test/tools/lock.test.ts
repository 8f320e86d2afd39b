import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity, takeLock } from '../../tools/lock.mjs';

describe('takeLock', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plantao-lock-'));
    path = join(folder, 'below', 'x.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('A.1: one holds it, the next is told who; released, it is free and nothing is left', () => {
    const first = takeLock(path);
    assert.ok('release' in first);
    assert.deepEqual(takeLock(path), { heldBy: process.pid });
    first.release();
    assert.deepEqual(readdirSync(join(folder, 'below')), []);
    assert.ok('release' in takeLock(path));
  });

  it('A.1: a lock whose holder is dead is taken over, also when its number runs something else now', () => {
    const taken = takeLock(path);
    assert.ok('release' in taken);
    taken.release();
    for (const dead of ['999999999 5', `${process.pid} 1`, '']) {
      writeFileSync(path, dead);
      const lock = takeLock(path);
      assert.ok('release' in lock, dead);
      lock.release();
    }
  });

  it('A.1: a process is told from a later one with its number', () => {
    assert.match(processIdentity(process.pid), new RegExp(`^${process.pid} .+`));
    assert.equal(processIdentity(999_999_999), '');
  });
});
