import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../../stores/open.ts';
import { sqliteFolder } from './support/sqlite.ts';

describe('openStore', () => {
  it('C-52: refuses what no database is known for, names those that are, and does not repeat the URL', async () => {
    for (const url of ['mysql://u:s3cret@host/db', 'mongodb+srv://u:s3cret@host/db', 'C\\s3cret', '/s3cret', '']) {
      await assert.rejects(openStore(url), (error: Error) => {
        assert.match(error.message, /^DATABASE_URL .*; write one of sqlite:.*, mssql:.*, postgresql:/);
        assert.doesNotMatch(error.message, /s3cret/);
        return true;
      });
    }
    await assert.rejects(openStore('mysql://host/db'), /begins with mysql:;/);
    await assert.rejects(openStore('plantao.db'), /has no scheme;/);
    await assert.rejects(openStore('sqlite:'), /names no file/);
  });

  it('C-48: makes the folder of the file, for its owner alone', async () => {
    const { file, remove } = await sqliteFolder();
    const folder = join(file, '..', 'deep', 'er');
    const store = await openStore(`sqlite:${join(folder, 'x.db')}`);
    await store.ping();
    await store.close();
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    await remove();
  });

  it('C-52: tells at once that a file cannot be opened', async () => {
    const { url, remove } = await sqliteFolder();
    await assert.rejects(openStore(url, { readOnly: true }), /unable to open/);
    await remove();
  });
});
