import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planImport } from '../../rules/consultants/legacyImport.ts';
import type { Damage } from '../../rules/consultants/legacyRepair.ts';
import { pathsIn } from '../../runtime/paths.ts';
import { readLegacy } from '../../stores/consultants/legacy/readLegacy.ts';
import { writeImport } from '../../stores/consultants/legacy/writeImport.ts';
import { connect, openStore, type Store } from '../../stores/open.ts';
import { aConsultant, aNumber, at, aTurn, BOSS } from '../stores/support/consultants.ts';
import { createDatabase, testServer, type TestDatabase } from '../support/postgres/server.ts';
import { start } from './support/plantao.ts';
import { fillLegacy, makeLegacy } from './support/legacyConsultants.ts';

interface Case {
  readonly title: string;
  /** SQL that does the damage. */
  readonly sql: string;
  readonly damages: readonly Damage[];
  /** The first numbers after the import. */
  readonly next: readonly string[];
}

const cases: readonly Case[] = [
  { title: 'no damage', sql: '', damages: [], next: ['#00005', '#00006'] },
  {
    title: 'null booleans',
    sql: `insert into consultores values (1, 'C', null, null, '{pt}', null, true, true), (2, 'D', null, null, '{pt}', true, null, null)`,
    damages: ['null-flag', 'null-flag', 'null-flag'],
    next: ['#00005'],
  },
  {
    title: 'two counter rows',
    sql: 'insert into controle_protocolo values (2, 40)',
    damages: ['several-counters'],
    next: ['#00041', '#00042'],
  },
  { title: 'no counter row', sql: 'truncate controle_protocolo', damages: ['no-counter'], next: ['#00005'] },
  {
    title: 'a counter behind the highest number',
    sql: 'update controle_protocolo set ultimo_numero = 2',
    damages: ['counter-behind'],
    next: ['#00005', '#00006'],
  },
  {
    title: 'a counter at 99,998',
    sql: 'update controle_protocolo set ultimo_numero = 99998',
    damages: ['counter-near-overflow'],
    next: ['#99999', '#100000', '#100001'],
  },
  {
    title: 'a #10000 that is there already when 100000 comes',
    sql: `update controle_protocolo set ultimo_numero = 99999; insert into protocolos values (20, '#10000', 3, now())`,
    damages: ['counter-near-overflow', 'cut-off-number'],
    next: ['#100000', '#100001'],
  },
  {
    title: 'a #10000 ahead of its counter',
    sql: `insert into protocolos values (20, '#10000', 3, now())`,
    damages: ['counter-behind'],
    next: ['#10001'],
  },
  {
    title: 'one address in two cases',
    sql: `insert into consultores values (9, 'E', ' ANA@Example.com', null, '{en}', true, true, true)`,
    damages: ['email-taken'],
    next: ['#00005'],
  },
  {
    title: 'a protocol of nobody, one without a number, one of another pattern',
    sql: `insert into protocolos values (30, '#00003', 99, now()), (31, null, 3, now()), (32, 'X-1', 3, null)`,
    damages: ['orphan-protocol', 'no-number', 'foreign-number', 'unreadable-instant'],
    next: ['#00005'],
  },
];

describe(`import of the old consultants (PostgreSQL ${testServer.name})`, function () {
  this.timeout(60_000);
  if (testServer.missing !== undefined) {
    it(`not proved here: ${testServer.missing}`);
    return;
  }
  let home: string;
  let legacy: TestDatabase;
  let made = 0;

  const newTarget = async (url = `sqlite:${join(home, `${(made += 1)}.db`)}`) => {
    const store = await openStore(url);
    await store.migrate();
    return { url, store };
  };

  /** What `plantao consultants import --apply` does, in this process. */
  async function imported(url: string) {
    const [source, target] = await Promise.all([connect(legacy.url, { readOnly: true }), connect(url)]);
    try {
      const plan = planImport(await readLegacy(source), { now: at(0), emails: 'folded' });
      await writeImport(target, plan, { actor: 'cli', at: at(0) });
      return plan;
    } finally {
      await Promise.all([source.close(), target.close()]);
    }
  }

  const nextNumbers = async ({ consultants }: Store, n: number): Promise<(string | undefined)[]> => {
    const numbers: (string | undefined)[] = [];
    for (let i = 0; i < n; i++) {
      // The two paths in turn: both go on from one count.
      const asked = i % 2 === 0 ? await consultants.takeTurn(aTurn()) : await consultants.takeNumber(aNumber());
      if (asked.kind === 'given') numbers.push('turn' in asked ? asked.turn.number : asked.number);
      else numbers.push(asked.kind);
    }
    return numbers;
  };

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'plantao-import-'));
    legacy = await createDatabase();
    await makeLegacy(legacy.url);
  });
  after(async () => {
    await legacy?.remove();
    rmSync(home, { recursive: true, force: true });
  });

  for (const { title, sql, damages, next } of cases) {
    it(`scenario 8: ${title}: the first calls after it succeed, from ${next[0]}`, async () => {
      await fillLegacy(legacy.url, sql);
      const { url, store } = await newTarget();
      const { repairs } = await imported(url);
      assert.deepEqual(
        repairs.map(({ damage }) => damage),
        damages,
      );
      assert.deepEqual(await nextNumbers(store, next.length), next);
      await store.close();
    });
  }

  it('4.1: ids, numbers, fields and dates are kept; the next ids come after them', async () => {
    await fillLegacy(legacy.url);
    const { url, store } = await newTarget();
    await imported(url);
    const ana = await store.consultants.consultant(3);
    assert.ok(ana);
    const { name, email, phone, languages, active, online, pipedriveId, lastOfferedAt } = ana;
    assert.deepEqual(
      { name, email, phone, languages, active, online, pipedriveId, lastOfferedAt },
      {
        name: 'Ana Souza',
        email: 'ana@example.com',
        phone: '+5511999990003',
        languages: ['pt', 'pt-BR'],
        active: true,
        online: true,
        pipedriveId: 77,
        lastOfferedAt: '2026-11-19T12:00:00.123Z',
      },
    );
    const protocols = await store.consultants.listProtocols({ skip: 0, limit: 10 });
    assert.deepEqual(
      protocols.map(({ id, number, consultantId, createdAt }) => [id, number, consultantId, createdAt]),
      [
        [11, '#00001', 3, '2026-11-18T12:00:00.000Z'],
        [12, '#00002', 3, '2026-11-19T12:00:00.123Z'],
        [14, '#00004', 8, '2026-11-19T10:00:00.000Z'],
      ],
    );
    const given = await store.consultants.takeTurn(aTurn());
    assert.ok(given.kind === 'given');
    assert.deepEqual([given.turn.protocolId, given.turn.consultant?.id], [15, 3]);
    await store.close();
  });

  it('D-8, D-16: null booleans are false; an address that is taken is kept, and still refused to others', async () => {
    const twins = `insert into consultores values (1, 'A', 'ANA@example.com', null, '{pt}', null, true, true)`;
    await fillLegacy(legacy.url, twins);
    const { url, store } = await newTarget();
    await imported(url);
    const [first, second] = await store.consultants.listConsultants();
    assert.deepEqual([first?.active, first?.email, second?.email], [false, 'ANA@example.com', 'ana@example.com']);
    const rows = await store.db.selectFrom('consultants').select(['id', 'email_key']).orderBy('id').execute();
    assert.deepEqual(
      rows.map((row) => row.email_key),
      ['ana@example.com', null, null],
    );
    const third = await store.consultants.createConsultant(aConsultant({ email: 'Ana@Example.com' }), BOSS);
    assert.equal(third.kind, 'email-taken');
    await store.close();
  });

  it('4.1: into PostgreSQL as well, where the database counts on after the highest id', async () => {
    await fillLegacy(legacy.url, 'update controle_protocolo set ultimo_numero = 99998');
    const target = await createDatabase();
    try {
      const { url, store } = await newTarget(target.url);
      await imported(url);
      assert.deepEqual(await nextNumbers(store, 3), ['#99999', '#100000', '#100001']);
      const protocols = await store.consultants.listProtocols({ skip: 2, limit: 10 });
      assert.deepEqual(
        protocols.map(({ id }) => id),
        [14, 15, 16, 17],
      );
      const next = await store.consultants.createConsultant(aConsultant(), BOSS);
      assert.equal(next.kind === 'done' && next.row.id, 9);
      await store.close();
    } finally {
      await target.remove();
    }
  });

  it('an import that meets what it cannot write writes nothing at all', async () => {
    await fillLegacy(legacy.url);
    const { url, store } = await newTarget();
    const [source, target] = await Promise.all([connect(legacy.url, { readOnly: true }), connect(url)]);
    const plan = planImport(await readLegacy(source), { now: at(0), emails: 'folded' });
    const broken = { ...plan, counter: { ...plan.counter, lastNumber: Number.NaN } };
    await assert.rejects(writeImport(target, broken, { actor: 'cli', at: at(0) }));
    assert.deepEqual(
      [await store.consultants.listConsultants(), (await store.consultants.counters()).protocols],
      [[], 0],
    );
    await Promise.all([source.close(), target.close(), store.close()]);
  });

  describe('plantao consultants import', () => {
    const cli = (...args: string[]) =>
      start({ PLANTAO_HOME: join(home, 'cli') }, 'consultants', 'import', ...args).ended;

    it('a dry run says every damage and writes nothing; --apply does it, once', async () => {
      await fillLegacy(legacy.url, 'insert into controle_protocolo values (2, 40)');
      const dry = await cli('--from', legacy.url);
      assert.equal(dry.code, 0, dry.stderr);
      assert.match(
        dry.stdout,
        /several-counters +│ +controle_protocolo +│ +of 2 rows the highest counts: numbers go on with #00041/,
      );
      assert.match(dry.stdout, /Would import 2 consultants and 3 protocols of postgresql:\S+\. Nothing was written/);
      assert.doesNotMatch(dry.stdout, /segredo|Ana|example\.com/);

      const done = await cli('--from', legacy.url, '--apply', '--json');
      assert.equal(done.code, 0, done.stderr);
      const { repairs, ...counts } = JSON.parse(done.stdout) as { repairs: unknown[] };
      assert.deepEqual(counts, { applied: true, consultants: 2, protocols: 3, lastNumber: 40 });
      assert.equal(repairs.length, 1);
      const store = await openStore(`sqlite:${pathsIn(join(home, 'cli')).database}`);
      assert.deepEqual(await nextNumbers(store, 1), ['#00041']);
      await store.close();

      for (const again of [['--apply'], []]) {
        const refused = await cli('--from', legacy.url, ...again);
        assert.deepEqual([refused.code, refused.stdout], [1, '']);
        assert.match(
          refused.stderr,
          /^The database has consultants or numbers already \(rows in consultants 2, protocols 4, /,
        );
      }
    });

    it('C-46: the URL can stand in a file, so that its password stands on no command line', async () => {
      await fillLegacy(legacy.url);
      const file = join(home, 'old-database');
      const cliOf = (...args: string[]) =>
        start({ PLANTAO_HOME: join(home, 'file') }, 'consultants', 'import', ...args).ended;
      writeFileSync(file, `${legacy.url}\n`);
      const { code, stdout, stderr } = await cliOf('--from-file', file);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /Would import 2 consultants and 3 protocols of postgresql:/);
      const wrong: [args: string[], said: RegExp][] = [
        [[], /^Name the old database with --from-file or --from\.$/],
        [['--from-file', join(home, 'nowhere')], /^--from-file: .*nowhere cannot be read \(ENOENT\)$/],
        [['--from-file', file, '--from', legacy.url], /cannot be used with option/],
      ];
      for (const [args, said] of wrong) {
        const refused = await cliOf(...args);
        assert.deepEqual([refused.code, refused.stdout], [2, ''], refused.stderr);
        assert.match(refused.stderr, said);
      }
      writeFileSync(file, 'mysql://a:segredo-9@h/b');
      const other = await cliOf('--from-file', file);
      assert.match(other.stderr, /^--from-file: write postgresql:/);
      assert.doesNotMatch(other.stderr, /segredo/);
    });

    it('a source that is none is refused in one sentence, without its password', async () => {
      const wrong: [string, number, RegExp][] = [
        ['sqlite:x.db', 2, /^--from: write postgresql:/],
        [await testServer.url(), 1, /has no table consultores, protocolos, controle_protocolo: name the one/],
        ['postgresql://a:segredo-9@127.0.0.1:1/b', 1, /^postgresql:\/\/127\.0\.0\.1:1\/b cannot be opened: /],
      ];
      for (const [from, code, said] of wrong) {
        const ended = await cli('--from', from);
        assert.deepEqual([ended.code, ended.stdout], [code, ''], ended.stderr);
        assert.match(ended.stderr, said);
        assert.doesNotMatch(ended.stderr, /segredo/);
      }
    });
  });
});
