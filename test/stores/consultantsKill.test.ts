import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { oneAtATime } from '../../stores/consultants/desk.ts';
import { kindOf } from '../../stores/dialects/kind.ts';
import type { Store } from '../../stores/open.ts';
import { aNumber, aTurn, at, people } from './support/consultants.ts';
import { live, onEveryDialect } from './support/dialects.ts';

const KILLS = 8;
/** About as long as a turn takes. */
const MAX_TURNS = 500;
const EVERYTHING = 9_999;
const turnTaker = new URL('support/turnTaker.ts', import.meta.url).pathname;

/** A process takes turns and is killed anywhere in one. */
async function killed(url: string, from: number, turns: number): Promise<void> {
  const child = spawn(process.execPath, [turnTaker, url, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] });
  for (let heard = 0; heard < turns;) {
    heard += String((await once(child.stdout, 'data'))[0]).split('turn').length - 1;
  }
  const pause = Math.random() * MAX_TURNS;
  for (let i = 0; i < pause; i += 1) await nextTurn();
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Every trace of a turn is there, or none: by number, of each table. */
async function assertWhole({ consultants, db }: Store): Promise<number> {
  const protocols = await consultants.listProtocols({ skip: 0, limit: EVERYTHING });
  const numbers = (origin?: string) =>
    protocols.filter((row) => origin === undefined || row.origin === origin).map(({ number }) => number);
  assert.deepEqual(
    numbers(),
    protocols.map((_, i) => `#${String(i + 1).padStart(5, '0')}`),
    'D-40: without gaps',
  );
  const counter = await db.selectFrom('protocol_series').select('last_number').executeTakeFirstOrThrow();
  assert.equal(counter.last_number, protocols.length);
  const turns = numbers('turn');
  const handovers = await db.selectFrom('consultant_handovers').select('number').orderBy('protocol_id').execute();
  assert.deepEqual(
    handovers.map(({ number }) => number),
    turns,
  );
  const offers = await db.selectFrom('consultant_offers').select('number').orderBy('given_turn').execute();
  assert.deepEqual(
    offers.map(({ number }) => number),
    turns,
  );
  const toDo = await db.selectFrom('outbox').select('subject').where('topic', '=', 'handover').orderBy('id').execute();
  assert.deepEqual(
    toDo.map(({ subject }) => subject),
    turns,
  );
  const events = await db
    .selectFrom('consultant_events')
    .select('number')
    .where('number', 'is not', null)
    .orderBy('id')
    .execute();
  assert.deepEqual(
    events.map(({ number }) => number),
    numbers(),
  );
  const answers = await db.selectFrom('consultant_answers').select('id').execute();
  assert.equal(answers.length, protocols.length);
  const given = protocols.filter(({ origin }) => origin === 'turn').map(({ consultantId }) => consultantId);
  const shares = [...Map.groupBy(given, (id) => id).values()].map(({ length }) => length);
  assert.ok(Math.max(...shares) - Math.min(...shares) <= 1, 'D-37: and the rotation goes on where it was');
  return protocols.length;
}

onEveryDialect(
  'a server killed at any moment',
  (dialect) => {
    it('D-3, D-11, D-44: a turn is given with all that belongs to it, or not at all', async () => {
      const { store, url, drop } = await dialect.open();
      await people(store, 1, 2, 3);
      let given = 0;
      for (let kill = 1; kill <= KILLS; kill += 1) {
        await killed(url, given, 3 * kill);
        // A database may still be at the last thing that it was asked.
        await store.db.transaction().execute((trx) => oneAtATime(trx, kindOf(url).portable));
        const now = await assertWhole(store);
        assert.ok(now >= given + 3 * kill);
        given = now;
        // Whoever asks again for the turn during which the server died gets it, or the next one: never a second.
        const key = { id: `key-${given - 1}`, fingerprint: 'x', expiresAt: at(99_999_999) };
        const isNumber = (given - 1) % 3 === 2;
        const again = isNumber
          ? await store.consultants.takeNumber(aNumber({ once: key }))
          : await store.consultants.takeTurn(aTurn({ once: key }));
        assert.ok(again.kind === 'given' && again.replayed);
        assert.equal(await assertWhole(store), given);
      }
      await drop();
    }).timeout(60_000);
  },
  live(),
);
