import assert from 'node:assert/strict';
import type { Product } from '../../bench/support/product.ts';
import type { HandoverRow } from '../../stores/consultants/contract.ts';
import { people, turnOf } from '../stores/support/consultants.ts';
import { until } from '../support/until.ts';
import { sharedProduct, start } from './support/plantao.ts';

interface Story {
  readonly handover: HandoverRow;
  readonly live: { readonly phase: string } | null;
  readonly events: { readonly kind: string; readonly actor: string }[];
}

describe('plantao consultants', function () {
  this.timeout(60_000);
  let product: Product;
  let ana: number;
  let beto: number;

  const env = () => ({ ...product.env, PLANTAO_HOME: product.folder });
  const run = (...args: string[]) => start(env(), 'consultants', ...args).ended;
  const story = async (number: string): Promise<Story> => {
    const { code, stdout, stderr } = await run('show', number, '--json');
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Story;
  };
  const phaseIs = (number: string, phase: string) =>
    until(async () => (await product.store.consultants.handover(number))?.phase === phase);
  /** Given a turn, and followed by the worker. */
  const followed = async (): Promise<string> => {
    const { number } = await turnOf(product.store, { at: new Date().toISOString() });
    const { code, stderr } = await until(async () => {
      const shown = await run('show', number, '--json');
      return shown.code !== 0 || (JSON.parse(shown.stdout) as Story).live ? shown : null;
    });
    assert.equal(code, 0, stderr);
    return number;
  };

  before(async () => {
    product = await sharedProduct();
    [ana = 0, beto = 0] = await people(
      product.store,
      { name: 'Ana Souza', email: 'ana@example.com', offered: 1 },
      { name: 'Beto Lima', offered: 2 },
    );
  });

  it('issue 3.3: an offer that is refused goes to the next one, is accepted, finished and ready, each said here', async () => {
    const number = await followed();
    assert.equal((await story(number)).handover.consultantId, ana);
    assert.equal((await run('refuse', number)).code, 0);
    await until(async () => {
      const row = await product.store.consultants.handover(number);
      return row?.phase === 'offered' && row.consultantId === beto;
    });
    const steps: [string, string][] = [
      ['accept', 'accepted'],
      ['finish', 'wrapping-up'],
      ['ready', 'finished'],
    ];
    for (const [command, phase] of steps) {
      const said = await run(command, number, '--consultant', String(beto), '--json');
      assert.equal(said.code, 0, said.stderr);
      assert.equal((JSON.parse(said.stdout) as { phase: string }).phase, phase);
      await phaseIs(number, phase);
    }
    const { handover, live, events } = await story(number);
    assert.deepEqual([handover.phase, handover.outcome, live], ['finished', 'served', null]);
    assert.deepEqual([events[0]?.kind, events.find(({ kind }) => kind === 'accepted')?.actor], ['turn', 'cli']);
  });

  it('D-38: show says who was chosen, who was passed over and why, and what happened', async () => {
    const number = await followed();
    const { code, stdout } = await run('show', number);
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^${number} offered · consultant ${ana}, offer 1 · to be answered before 20`));
    assert.match(
      stdout,
      new RegExp(`consultant ${ana}: exact match, waiting since .* · 2 of 2 eligible · rule turn-1`),
    );
    assert.match(stdout, new RegExp(`│ +${beto} +│ +waited-less`));
    assert.match(stdout, /│ +turn +│/);
    assert.doesNotMatch(stdout, /Ana|Beto|example/);
    const left = await run('abandon', number, '--because', 'caller-left');
    assert.deepEqual([left.code, left.stdout], [0, `${number} abandoned: caller-left`]);
    await phaseIs(number, 'abandoned');
  });

  it('list and handovers show how everybody and everything stands', async () => {
    const number = await followed();
    const { stdout } = await run('list');
    assert.match(stdout, new RegExp(`│ +${ana} +│ +Ana Souza +│ +pt +│ +yes +│ +yes +│ +yes +│`));
    assert.doesNotMatch(stdout, /example\.com|\+5511/);
    const rows = JSON.parse((await run('list', '--json')).stdout) as Record<string, unknown>[];
    const holder = (await story(number)).handover.consultantId;
    assert.deepEqual(
      rows.map(({ id, openLoad, email }) => [id, openLoad, email]),
      [ana, beto].map((id) => [id, id === holder ? 1 : 0, undefined]),
    );
    const offered = await run('handovers', '--phase', 'offered');
    assert.match(offered.stdout, new RegExp(`${number} +│ +pt +│ +offered`));
    const finished = JSON.parse((await run('handovers', '--phase', 'finished', '--json')).stdout) as HandoverRow[];
    assert.equal(
      finished.some((row) => row.number === number),
      false,
    );
  });

  it('C-32: what cannot be done is refused in one sentence', async () => {
    const number = await followed();
    const refused: [string[], number, RegExp][] = [
      [['show', '#09999'], 1, /^There is no hand-over #09999\.$/],
      [['accept', '#09999'], 1, /^There is no hand-over #09999\.$/],
      [['finish', number], 1, /^The run refused it: /],
      [['accept', number, '--offer', '7'], 1, /^The run refused it: /],
      [['accept', number, '--offer', 'x'], 2, /whole number/],
      [['handovers', '--phase', 'lost'], 2, /Allowed choices/],
    ];
    for (const [args, code, said] of refused) {
      const ended = await run(...args);
      assert.deepEqual([ended.code, ended.stdout], [code, ''], ended.stderr);
      assert.match(ended.stderr, said);
      assert.doesNotMatch(ended.stderr, /^\s+at |node:internal/m);
    }
  });
});
