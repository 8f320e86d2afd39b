import assert from 'node:assert/strict';
import { createPurge, DONE_KEPT_MS } from '../../workers/purge.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

/** A purge of stores that have so many rows to delete. */
function purgeOf(answers: number, rows: number) {
  const asked: (readonly [string, AbortSignal | undefined])[] = [];
  const said: object[] = [];
  const purge = createPurge({
    consultants: { purgeAnswers: async (at, stopping) => (asked.push([at, stopping]), answers) },
    outbox: { purgeDone: async (before, stopping) => (asked.push([before, stopping]), rows) },
    now: () => NOW,
    log: { info: (fields: object) => void said.push(fields) } as never,
  });
  return { purge, asked, said };
}

describe('purge', () => {
  it('8.3: every hour deletes answers that have expired and outbox rows that were done a week ago', async () => {
    const { purge, asked, said } = purgeOf(2, 3);
    const { signal } = new AbortController();
    assert.equal(await purge(signal), 3_600_000);
    assert.deepEqual(asked, [
      ['2026-11-20T12:00:00.000Z', signal],
      ['2026-11-13T12:00:00.000Z', signal],
    ]);
    assert.equal(DONE_KEPT_MS, 7 * 86_400_000);
    assert.deepEqual(said, [{ answers: 2, outboxRows: 3 }]);
  });

  it('8.3: says nothing where there was nothing to delete', async () => {
    const { purge, said } = purgeOf(0, 0);
    await purge(new AbortController().signal);
    assert.deepEqual(said, []);
  });
});
