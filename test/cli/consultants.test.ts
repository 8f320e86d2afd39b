import assert from 'node:assert/strict';
import type { Product } from '../../bench/support/product.ts';
import { handoverId } from '../../rules/consultants/handoverId.ts';
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

  it('D-22: an offer that is refused goes to the next one, is accepted, finished and ready, each said here', async () => {
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

  it('D-28, D-44: alerts, and the events of a kind with their reasons, are shown', async () => {
    const number = await followed();
    const { alerts, consultants } = product.store;
    const at = new Date().toISOString();
    const alert = { integration: 'consultants', kind: 'pipedrive-not-told', unit: 'main/pipedrive' };
    await alerts.raiseAlert({ ...alert, detail: 'Pipedrive was not told of #00001.' }, at);
    assert.match((await run('alerts')).stdout, /│ +pipedrive-not-told +│ +main\/pipedrive +│/);
    await alerts.clearAlerts({ ...alert, units: [alert.unit] }, at);
    assert.deepEqual(JSON.parse((await run('alerts', '--json')).stdout), []);
    const detail = { reason: 'pipedrive-refused' };
    const event = { key: `pipedrive-failed:${number}`, kind: 'pipedrive-failed', number, consultantId: ana };
    await consultants.recordEvent({ ...event, detail }, { actor: 'handover', at });
    const { stdout } = await run('events', '--kind', 'pipedrive-failed');
    assert.match(stdout, new RegExp(`pipedrive-failed +│ +${number} +│ +${ana} +│ +handover +│ +pipedrive-refused +│`));
    assert.doesNotMatch(stdout, /│ +turn +│/);
    const ofOne = JSON.parse((await run('events', '--number', number, '--json')).stdout) as { kind: string }[];
    assert.ok(ofOne.some(({ kind }) => kind === 'turn'));
    assert.equal((await run('abandon', number)).code, 0);
  });

  it('D-23: what somebody terminated is found, and ended with its lease when told to', async () => {
    const [going, gone] = [await followed(), await followed()];
    const clean = await run('check');
    assert.deepEqual([clean.code, clean.stderr], [0, '']);
    assert.match(clean.stdout, /each is followed by Temporal at 127\.0\.0\.1:\d+, namespace default\./);
    await product.client.workflow.getHandle(handoverId(gone)).terminate();
    const found = await run('check');
    assert.equal(found.code, 1);
    assert.match(found.stdout, new RegExp(`│ +${gone} +│ +offered +│ +\\d+ +│ +1 +│`));
    assert.match(found.stdout, /with --release\. Nothing was written\./);
    assert.equal((await product.store.consultants.handover(gone))?.phase, 'offered');

    const done = JSON.parse((await run('check', '--release', '--json')).stdout) as Record<string, unknown>;
    assert.deepEqual(
      [done['released'], (done['unfollowed'] as { number: string }[]).map(({ number }) => number)],
      [true, [gone]],
    );
    const { handover, events } = await story(gone);
    assert.deepEqual([handover.phase, handover.outcome], ['abandoned', 'cancelled']);
    assert.deepEqual(
      events.slice(-2).map(({ kind, actor }) => [kind, actor]),
      [
        ['released', 'cli'],
        ['abandoned', 'cli'],
      ],
    );
    assert.equal((await run('check')).code, 0);
    assert.equal((await story(going)).handover.phase, 'offered', 'what is followed is left alone');
    assert.equal((await run('abandon', going)).code, 0);
  });

  it('8.3: a person is exported and erased in one call each, and only with --apply', async () => {
    const [id = 0] = await people(product.store, { name: 'Clara Dias', email: 'clara@example.com', online: false });
    const exported = await run('export', String(id));
    assert.equal(exported.code, 0, exported.stderr);
    const { consultant } = JSON.parse(exported.stdout) as { consultant: { name: string; email: string } };
    assert.deepEqual([consultant.name, consultant.email], ['Clara Dias', 'clara@example.com']);
    const dry = await run('erase', String(id));
    assert.match(dry.stdout, new RegExp(`^Would delete and erase consultant ${id}, Clara Dias\\. Nothing was written`));
    assert.equal((await product.store.consultants.consultant(id))?.name, 'Clara Dias');
    const done = await run('erase', String(id), '--apply');
    assert.match(done.stdout, new RegExp(`^Consultant ${id} is deleted and erased`));
    const after = await run('export', String(id));
    assert.doesNotMatch(after.stdout, /Clara|example/);
    assert.equal(await product.store.consultants.consultant(id), null);
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
      [['export', '9999'], 1, /^There is no consultant 9999\.$/],
      [['erase', '9999', '--apply'], 1, /^There is no consultant 9999\.$/],
      [['erase', 'Ana'], 2, /whole number/],
    ];
    for (const [args, code, said] of refused) {
      const ended = await run(...args);
      assert.deepEqual([ended.code, ended.stdout], [code, ''], ended.stderr);
      assert.match(ended.stderr, said);
      assert.doesNotMatch(ended.stderr, /^\s+at |node:internal/m);
    }
  });
});
