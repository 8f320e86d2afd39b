import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../stores/open.ts';
import { HANDOVER_TOPIC } from '../../stores/consultants/topics.ts';
import { people } from '../stores/support/consultants.ts';
import { start } from './support/plantao.ts';

describe('plantao consultants turn', function () {
  this.timeout(60_000);
  let home: string;
  let store: Store;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'plantao-turn-'));
    store = await openStore(`sqlite:${join(home, 'plantao.db')}`);
    await store.migrate();
  });
  after(async () => {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  });

  // Nobody listens there: a turn is taken without Temporal.
  const run = (...args: string[]) =>
    start({ PLANTAO_HOME: home, TEMPORAL_ADDRESS: '127.0.0.1:9' }, 'consultants', 'turn', ...args).ended;

  it('D-7: nobody there is said in one sentence, and no number is lost', async () => {
    const { code, stdout, stderr } = await run('--language', 'pt');
    assert.deepEqual([code, stdout, stderr], [1, '', 'Nobody is available for pt.']);
  });

  it('D-2, D-6: each gets the next consultant and the next number, and is left to be followed', async () => {
    const [ana = 0, bia = 0] = await people(
      store,
      { name: 'Consultora 1', email: 'canary@example.com', offered: 1 },
      { name: 'Consultora 2', offered: 2 },
    );
    assert.deepEqual(await run('--language', 'pt'), {
      code: 0,
      stdout: `#00001 · consultant ${ana}, Consultora 1`,
      stderr: '',
    });
    const { stdout } = await run('--language', 'PT-br', '--json');
    const { issuedAt, ...turn } = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual(turn, { number: '#00002', consultant: { id: bia, name: 'Consultora 2' } });
    assert.ok(Date.parse(String(issuedAt)) > 0);
    assert.equal((await store.outbox.backlog())[HANDOVER_TOPIC]?.waiting, 2);
    const { items } = await store.consultants.listEvents({ number: '#00001', limit: 10 });
    assert.deepEqual(
      items.map(({ kind, actor }) => [kind, actor]),
      [['turn', 'cli']],
    );
  });

  it('C-32: a language that is none, or none at all, is refused', async () => {
    for (const args of [['--language', 'p t'], []]) {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /--language <code>/);
    }
  });
});
