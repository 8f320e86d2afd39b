import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { kinds } from '../../stores/dialects/kind.ts';
import { goldenFile } from './golden/goldenFile.ts';
import { printed } from './golden/printed.ts';
import { samples } from './golden/samples/samples.ts';
import { dialects } from './support/dialects.ts';

const HOW_TO_RENEW = 'If the change is wanted: npm run sql:print -- --write, and read what differs.';

describe('golden SQL', () => {
  for (const kind of kinds) {
    it(`${kind.name}: the program's statements are those that were reviewed`, async () => {
      const lines = (await printed(kind)).split('\n');
      const reviewed = (await readFile(goldenFile(kind.name), 'utf8')).split('\n');
      const at = lines.findIndex((line, i) => line !== reviewed[i]);
      assert.equal(lines[at], reviewed[at], `${goldenFile(kind.name)}, line ${at + 1}. ${HOW_TO_RENEW}`);
      assert.equal(lines.length, reviewed.length, HOW_TO_RENEW);
    });
  }

  it('knows every method of every repository', async () => {
    const [sqlite] = dialects;
    assert.ok(sqlite);
    const { store, drop } = await sqlite.open();
    const methods = (repositories: object) =>
      Object.entries(repositories).flatMap(([name, methods]) =>
        name === 'db' || typeof methods !== 'object' ? [] : Object.keys(methods).map((method) => `${name}.${method}`),
      );
    const present = methods(store);
    await drop();
    assert.deepEqual(methods(samples).toSorted(), present.toSorted());
  });
});
