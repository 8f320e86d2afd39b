import assert from 'node:assert/strict';
import { openStore } from '../../stores/open.ts';
import { kindOf } from '../../stores/dialects/kind.ts';
import { enqueue } from '../../stores/outbox/enqueue.ts';
import { outboxContract } from './contract/outbox.ts';
import { at } from './support/consultants.ts';
import { live, onEveryDialect } from './support/dialects.ts';

const ROWS = 40;

onEveryDialect('outbox store', outboxContract);

onEveryDialect(
  'several relays at once',
  ({ open }) => {
    it('D-28: each row is taken by one of them', async () => {
      const { store, url, drop } = await open();
      const { portable } = kindOf(url);
      await store.db.transaction().execute(async (trx) => {
        for (let i = 0; i < ROWS; i += 1)
          await enqueue(trx, portable, { topic: 't', subject: `s${i}`, payload: {} }, at(0));
      });
      const relays = await Promise.all([1, 2, 3, 4].map(() => openStore(url)));
      const taken = await Promise.all(
        relays.flatMap(({ outbox }) =>
          [1, 2, 3].map(() => outbox.claim('t', { now: at(0), leaseMs: 60_000, limit: 7 })),
        ),
      );
      await Promise.all(relays.map((relay) => relay.close()));
      await drop();
      const ids = taken.flat().map(({ id }) => id);
      assert.equal(ids.length, ROWS);
      assert.equal(new Set(ids).size, ROWS);
    });
  },
  live(),
);
