import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { mailingColumnsUpsert } from '../../../../stores/calls/upserts.ts';
import { migrate } from '../../../../stores/migrations/run.ts';
import { connect } from '../../../../stores/open.ts';
import { sqliteFolder } from '../../support/sqlite.ts';

describe('upserts in SQLite', () => {
  it('the event loop goes round while a thousand rows are written, and nobody else gets into the transaction', async () => {
    const { url, remove } = await sqliteFolder();
    const { db, transact, portable, close } = await connect(url);
    await migrate({ db, transact, portable });
    const rows = Array.from({ length: 1_000 }, (_, i) => [`name ${i}`, `name_${i}`]);
    const counted = () => db.selectFrom('mailing_columns').select('name').execute();
    let turns = 0;
    let seen: Promise<unknown[]> | undefined;
    let writing = true;
    const written = transact(async (trx) => {
      await portable.upsert(trx, mailingColumnsUpsert, rows);
      writing = false;
      return turns;
    });
    for (; writing; turns += 1) {
      seen ??= counted();
      await nextTurn();
    }
    const turnsWhileWriting = await written;
    assert.ok(turnsWhileWriting >= 3, `${turnsWhileWriting} turns`);
    assert.equal((await seen)?.length, rows.length);
    await close();
    await remove();
  });
});
