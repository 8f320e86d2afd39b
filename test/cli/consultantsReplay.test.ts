import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathsIn } from '../../runtime/paths.ts';
import { openStore, type Store } from '../../stores/open.ts';
import { anEnd, at, BOSS, people, turnOf } from '../stores/support/consultants.ts';
import { start } from './support/plantao.ts';

interface Report {
  readonly policy: { readonly order: string; readonly languageMode: string };
  readonly arrivals: number;
  readonly moved: number;
  readonly unserved: { readonly actual: number; readonly whatIf: number };
  readonly people: readonly { readonly id: number; readonly actual: number; readonly whatIf: number }[];
  readonly groups: readonly { readonly spread: { readonly actual: number; readonly whatIf: number } }[];
}

const HOUR = 3_600;
const MINUTE = 60;

describe('plantao consultants replay', function () {
  this.timeout(60_000);
  let home: string;
  let store: Store;
  let [ana, beto, caio]: (number | undefined)[] = [];

  const run = (...args: string[]) => start({ PLANTAO_HOME: home }, 'consultants', 'replay', ...args).ended;
  const report = async (...args: string[]): Promise<Report> => {
    const { code, stdout, stderr } = await run(...args, '--json');
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Report;
  };
  const turnAt = (seconds: number) => turnOf(store, { at: at(seconds) });
  const online = (id: number, isOnline: boolean, seconds: number) =>
    store.consultants.changeConsultant(id, { online: isOnline }, { ...BOSS, at: at(seconds) });
  const shares = ({ people: rows }: Report, which: 'actual' | 'whatIf') => rows.map((row) => row[which]);

  /** 2026-11-20: Beto is away for an hour, Caio is hired, and the last service of Beto's takes most of an hour. */
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'plantao-replay-'));
    store = await openStore(`sqlite:${pathsIn(home).database}`);
    await store.migrate();
    [ana = 0, beto = 0] = await people(store, {}, {});
    await store.db
      .updateTable('consultants')
      .set({ created_at: at(-48 * HOUR), last_offered_at: null })
      .execute();
    for (const seconds of [0, MINUTE]) await turnAt(seconds);
    await online(beto, false, 2 * MINUTE);
    for (let i = 0; i < 4; i++) await turnAt(10 * MINUTE + i);
    await online(beto, true, HOUR);
    for (let i = 0; i < 4; i++) await turnAt(HOUR + MINUTE + i);
    const long = await turnAt(HOUR + MINUTE + 4);
    assert.equal(long.consultant?.id, beto);
    await turnAt(HOUR + MINUTE + 5);
    const end = anEnd(long.number, beto, { at: at(2 * HOUR), because: 'served', served: true, keepsTurn: false });
    await store.consultants.releaseLease(end);
    const hired = await store.consultants.createConsultant(
      {
        name: 'C',
        email: null,
        phone: null,
        languages: ['pt'],
        active: true,
        inRotation: true,
        online: true,
        pipedriveId: null,
      },
      { ...BOSS, at: at(2 * HOUR + MINUTE) },
    );
    assert.ok(hired.kind === 'done');
    caio = hired.row.id;
    for (let i = 0; i < 3; i++) await turnAt(2 * HOUR + 2 * MINUTE + i);
  });
  after(async () => {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('D-43, D-44: under the rules of that day the day comes out as it was, presence and hiring included', async () => {
    const same = await report('--date', '2026-11-20');
    assert.deepEqual([same.arrivals, same.moved, same.unserved], [15, 0, { actual: 0, whatIf: 0 }]);
    assert.deepEqual(
      same.people.map(({ id }) => id),
      [ana, beto, caio],
    );
    assert.deepEqual(shares(same, 'whatIf'), shares(same, 'actual'));
    assert.deepEqual(shares(same, 'actual'), [9, 5, 1]);
  });

  it('D-43: other rules are shown beside it, person by person, with the spread', async () => {
    const owing = await report('--date', '2026-11-20', '--policy', 'fair-share=true');
    assert.deepEqual(shares(owing, 'actual'), [9, 5, 1]);
    assert.deepEqual(owing.groups[0]?.spread.actual, 8);
    // Beto owes for his hour away, and makes up for it.
    assert.ok((owing.people[1]?.whatIf ?? 0) > 5);
    assert.ok((owing.groups[0]?.spread.whatIf ?? 9) < 8);
    const { stdout } = await run('--date', '2026-11-20', '--policy', 'fair-share=true');
    assert.match(stdout, new RegExp(`│ +${ana} +│ +pt +│ +9 │ +${owing.people[0]?.whatIf} │`));
    assert.match(stdout, new RegExp(`${owing.moved} of 15 requests would have gone elsewhere`));
  });

  it('D-35, D-43: by the end of service, whoever served for long comes after those who were free meanwhile', async () => {
    const byEnd = await report('--date', '2026-11-20', '--policy', 'order=end-of-service,languages=strict');
    const { order, languageMode } = byEnd.policy;
    assert.deepEqual([order, languageMode], ['end-of-service', 'strict']);
    // Ana goes before Beto once, whose service has just ended.
    assert.deepEqual([byEnd.moved, shares(byEnd, 'whatIf')], [2, [9, 5, 1]]);
  });

  it('C-32: a day without turns, no day and no rule are refused in one sentence', async () => {
    const refused: [string[], number, RegExp][] = [
      [['--date', '2026-11-21'], 1, /^No turn was given on 2026-11-21\.$/],
      [['--date', 'today'], 2, /It must be a day, YYYY-MM-DD\./],
      [['--date', '2026-11-20', '--policy', 'order=dice'], 2, /order: Invalid option/],
      [['--date', '2026-11-20', '--policy', 'luck=yes'], 2, /Unrecognized key/],
    ];
    for (const [args, code, said] of refused) {
      const ended = await run(...args);
      assert.deepEqual([ended.code, ended.stdout], [code, ''], ended.stderr);
      assert.match(ended.stderr, said);
    }
  });
});
