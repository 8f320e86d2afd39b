import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { ACCOUNT, DAY, plannedWindow } from './support/builders.ts';
import { live, onEveryDialect } from './support/dialects.ts';

const ROWS_PER_PAGE = 100;
const KILLS = 10;
/** About as long as a page takes to write. */
const MAX_TURNS = 2_000;
const writer = new URL('support/writer.ts', import.meta.url).pathname;

onEveryDialect(
  'a writer killed at any moment,',
  (dialect) => {
    it('A-20: what the cursor says is stored is stored, and nothing else', async () => {
      const { store, url, drop } = await dialect.open();
      const key = await plannedWindow(store, 'w');
      let pagesBefore = 0;
      for (let kill = 1; kill <= KILLS; kill += 1) {
        const args = [writer, url, key.executionId, key.ordinal, ROWS_PER_PAGE].map(String);
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
        // After more pages each time, and after a random number of turns, so that the signal arrives anywhere in a page.
        for (let heard = 0; heard < kill;) {
          heard += String((await once(child.stdout, 'data'))[0]).split('page').length - 1;
        }
        const turns = Math.random() * MAX_TURNS;
        for (let turn = 0; turn < turns; turn += 1) await nextTurn();
        child.kill('SIGKILL');
        await once(child, 'exit');

        const window = await store.calls.window(key);
        const pages = window?.cursor?.pagesDone ?? 0;
        assert.ok(pages >= pagesBefore + kill, `${pages} pages`);
        pagesBefore = pages;
        assert.equal(window?.pages, pages);
        assert.equal(window.inserted, pages * ROWS_PER_PAGE);
        assert.equal(await store.calls.countCalls(ACCOUNT, DAY), pages * ROWS_PER_PAGE);
        for (const table of ['call_raw', 'mailing_data'] as const) {
          const { found } = await store.db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll<number>().as('found'))
            .executeTakeFirstOrThrow();
          assert.equal(Number(found), pages * ROWS_PER_PAGE, table);
        }
      }
      if (store.kind === 'sqlite') {
        const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(store.db);
        assert.deepEqual(
          rows.map((row) => row.integrity_check),
          ['ok'],
        );
      }
      await drop();
    }).timeout(90_000);
  },
  live(),
);
