import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { connect, openStore, type Store } from '../../../stores/open.ts';
import { migrate } from '../../../stores/migrations/run.ts';
import { aBatch, aCall, aMailing, plannedWindow } from '../support/builders.ts';
import { live, onEveryDialect } from '../support/dialects.ts';
import { robotDatabase, robotRows, untyped, type LegacyTable } from '../support/legacy.ts';
import type { TestDatabase, TestDialect } from '../support/testDialect.ts';

const ROBOT = robotRows();
const TABLES: readonly LegacyTable[] = ['calls', 'mailing_data', 'execution_logs'];
const killed = new URL('../support/legacyMigrator.ts', import.meta.url).pathname;

async function rowsIn(store: Store, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(store.db);
  return Number(rows[0]?.n);
}
const tablesOf = async (store: Store): Promise<string[]> =>
  (await store.db.introspection.getTables()).map(({ name }) => name).sort();
const row = (store: Store, table: string, id: string) =>
  untyped(store).selectFrom(table).selectAll().where('id', '=', id).executeTakeFirstOrThrow();

function takingOver(dialect: TestDialect): void {
  let database: TestDatabase;
  let store: Store;
  let said: string[];
  /** How far it is depends on how long it takes: only the outcome is heard. */
  const hear = (sentence: string): void => void (sentence.startsWith('took over') && said.push(sentence));
  beforeEach(async function () {
    this.timeout(60_000);
    said = [];
    database = await dialect.empty();
    store = await openStore(database.url);
  });
  afterEach(async function () {
    this.timeout(60_000);
    await store.close();
    await database.remove();
  });

  /** Nothing of the robot's is changed, and nothing of ours is there. */
  async function assertUntouched(): Promise<void> {
    assert.deepEqual(await tablesOf(store), [...TABLES].sort());
    for (const table of TABLES) assert.equal(await rowsIn(store, table), ROBOT[table].length, table);
    assert.equal((await row(store, 'calls', 'Hard'))['transcription'], '🙂é'.repeat(2_000));
  }

  it('C-34, A-26: every row is taken over, the tables stay as they were under another name, and once is enough', async function () {
    this.timeout(120_000);
    await robotDatabase(store, ROBOT);
    assert.ok((await store.migrationLevel()).pending.includes('0001-calls'));
    assert.ok((await store.migrate({ say: hear })).includes('0001-calls'));
    for (const table of TABLES) {
      assert.equal(await rowsIn(store, table), ROBOT[table].length, table);
      assert.equal(await rowsIn(store, `legacy_${table}`), ROBOT[table].length, table);
    }
    assert.deepEqual(said, [
      "took over 1,103 rows of the legacy robot's calls, kept as legacy_calls",
      "took over 1,105 rows of the legacy robot's mailing_data, kept as legacy_mailing_data",
      "took over 4 rows of the legacy robot's execution_logs, kept as legacy_execution_logs",
    ]);
    assert.equal((await row(store, 'legacy_calls', 'call3'))['list_name'], '-');
    assert.deepEqual((await store.migrationLevel()).pending, []);
    assert.deepEqual(await store.migrate({ say: hear }), []);
    assert.equal(said.length, 3);
  });

  it('4.4, 5.2: calls have instant, place, seconds and amount, as if the vendor had sent them', async function () {
    this.timeout(120_000);
    await robotDatabase(store, ROBOT);
    const finalStatuses = new Set([7]);
    await store.migrate({ owner: { account: 'acme', zone: 'America/Sao_Paulo', finalStatuses } });
    const call1 = await row(store, 'calls', 'call1');
    assert.deepEqual(
      [call1['account'], call1['content_hash'], call1['call_date'], call1['call_at_utc'], call1['call_offset']],
      ['acme', '', '2024-05-01T01:03:22', '2024-05-01T04:03:22.000Z', '-03:00'],
    );
    assert.deepEqual(
      [call1['placed_campaign'], call1['placed_at'], call1['first_seen'], call1['updated_at'], call1['missing_since']],
      [5, '2024-05-01T04:03:22.000Z', '2024-05-02T05:10:00.000Z', '2024-05-02T05:10:00.000Z', null],
    );
    assert.deepEqual(
      [call1['list_name'], call1['speaking_seconds'], call1['billed_value'], call1['has_agent'], call1['is_final']],
      ['Lista Ç', 65, '0,10', 1, 1],
    );
    assert.equal(Number(call1['billed_amount']), 0.1);
    const odd = await row(store, 'calls', 'call42');
    assert.deepEqual([odd['placed_campaign'], odd['list_name'], odd['speaking_time']], [0, null, null]);
    const hard = await row(store, 'calls', 'Hard');
    assert.deepEqual([hard['transcription'], hard['qualification_note']], ['🙂é'.repeat(2_000), `'];--\n"`]);
    // Summer time had ended that midnight: of the two half past eleven, the first.
    assert.equal((await row(store, 'calls', 'dst'))['call_at_utc'], '2018-02-18T01:30:00.000Z');
    const bare = await row(store, 'calls', 'bare');
    assert.deepEqual([bare['call_at_utc'], bare['is_final'], bare['placed_campaign']], [null, null, 0]);
    const oddities = await untyped(store).selectFrom('call_oddities').selectAll().execute();
    assert.deepEqual(
      oddities.map(({ account, call_id, field, rule }) => [account, call_id, field, rule]),
      [['acme', 'bare', 'call_date', 'missing-date']],
    );
  });

  it('C-13: records that the robot stored twice are all there, with their ids; later ones count on', async function () {
    this.timeout(120_000);
    await robotDatabase(store, ROBOT);
    await store.migrate();
    const db = untyped(store);
    const records = await db
      .selectFrom('mailing_data')
      .selectAll()
      .where('call_id', 'in', ['call1', 'call2', 'call3'])
      .execute();
    assert.deepEqual(
      records
        .map(({ id, call_id, _id, copy }) => [Number(id), call_id, _id, copy])
        .sort(([a], [b]) => Number(a) - Number(b)),
      [
        [1, 'call1', 'm1', 0],
        [2, 'call2', 'm2', 0],
        [3, 'call3', 'm3', 0],
        [1_101, 'call1', 'm1', 1],
        [1_102, 'call1', 'm1', 2],
        [1_103, 'call2', 'm2', 1],
        [1_104, 'call3', '', 0],
        [1_105, 'call3', '', 1],
      ],
    );
    const values = await db
      .selectFrom('mailing_values')
      .select(['position', 'name', 'normalised_name', 'value'])
      .where('mailing_id', '=', 1_103)
      .orderBy('position')
      .execute();
    assert.deepEqual(values.map(Object.values), [[1, 'UF', 'UF', 'SP']]);

    const mailing = aMailing('m1', [], { phone: '5511999' });
    const window = await plannedWindow(store, 'w');
    const again = aCall({ id: 'call1', at: '2024-05-01T04:03:22.000Z', mailing });
    const counts = await store.calls.writeBatch(aBatch(window, [again, aCall({ id: 'new', mailing: aMailing('n') })]));
    assert.deepEqual([counts.inserted, counts.updated, counts.unchanged], [1, 1, 0]);
    const call1 = await row(store, 'calls', 'call1');
    assert.deepEqual([call1['qualification'], call1['first_seen']], ['1', '2024-05-02T05:10:00.000Z']);
    const phones = await db.selectFrom('mailing_data').selectAll().where('call_id', '=', 'call1').execute();
    assert.deepEqual(
      phones.map(({ id, phone }) => [Number(id), phone]).sort(([a], [b]) => Number(a) - Number(b)),
      [
        [1, '5511999'],
        [1_101, null],
        [1_102, null],
      ],
    );
    const added = await db.selectFrom('mailing_data').select('id').where('call_id', '=', 'new').executeTakeFirst();
    assert.ok(Number(added?.['id']) > ROBOT.mailing_data.length);
  });

  it('C-27: runs keep their numbers, texts and status; one that was never closed has failed', async function () {
    this.timeout(120_000);
    await robotDatabase(store, ROBOT);
    await store.migrate();
    const { items } = await store.calls.listExecutions({ limit: 10, kind: 'legacy' });
    assert.deepEqual(
      items.map(({ id, runId, status, errorMessage }) => [id, runId, status, errorMessage]),
      [
        [4, '4', 'FAILED', 'The robot never closed this run.'],
        [3, '3', 'FAILED', 'o erro'],
        [2, '2', 'COMPLETED_NO_DATA', null],
        [1, '1', 'COMPLETED_SUCCESS', null],
      ],
    );
    const { startedAt, endedAt, from, to, campaigns, fetched, failed, workflowId, zone } = items[3] ?? assert.fail();
    assert.deepEqual(
      [startedAt, endedAt, from, to, campaigns, fetched, failed, workflowId, zone],
      [
        ...['2024-05-02T05:00:00.000Z', '2024-05-02T05:01:30.000Z', '2024-05-01 00:00:00', '2024-05-01 23:59:59'],
        ...[[5, 6], 10, 1, 'legacy-robot', 'America/Sao_Paulo'],
      ],
    );
    assert.deepEqual(await store.calls.openExecutions(), []);
    await plannedWindow(store, 'next');
    assert.equal((await store.calls.execution('next'))?.id, 5);
  });

  it('A-20: what fails in the middle leaves everything as it was', async function () {
    this.timeout(120_000);
    await robotDatabase(store, ROBOT);
    const say = (): never => {
      throw new Error('pulled the plug');
    };
    await assert.rejects(store.migrate({ say }), /pulled the plug/);
    await assertUntouched();
  });

  it('A-20: killed in the middle, it has never begun, and the next start takes everything over', async function () {
    this.timeout(120_000);
    await robotDatabase(store, ROBOT);
    const child = spawn(process.execPath, [killed, database.url], { stdio: 'inherit' });
    const [, signal] = await once(child, 'exit');
    assert.equal(signal, 'SIGKILL');
    await assertUntouched();
    await store.migrate();
    for (const table of TABLES) assert.equal(await rowsIn(store, table), ROBOT[table].length, table);
  });

  it('C-34: a row that would be lost stops it, and everything is as it was', async function () {
    this.timeout(120_000);
    await robotDatabase(store, ROBOT);
    const { close, ...context } = await connect(database.url);
    const { portable } = context;
    const upsert: typeof portable.upsert = (trx, table, rows) =>
      portable.upsert(trx, table, table.name === 'mailing_data' ? [...rows].slice(1) : rows);
    await assert.rejects(migrate({ ...context, portable: { ...portable, upsert } }), {
      name: 'DatabaseShapeError',
      message: /^Of 1105 rows of the legacy robot's mailing_data 1103 would be kept: nothing was changed\./,
    });
    await close();
    await assertUntouched();
  });

  it("A-26: a table that is not the robot's is refused, beside those that are", async function () {
    this.timeout(120_000);
    await robotDatabase(store, ROBOT);
    await store.db.schema.dropTable('execution_logs').execute();
    await store.db.schema.createTable('execution_logs').addColumn('id', 'integer').execute();
    await assert.rejects(store.migrate(), /^DatabaseShapeError: The table execution_logs .* lacks columns/);
    assert.equal(await rowsIn(store, 'calls'), ROBOT.calls.length);
  });

  if (!dialect.name.startsWith('sqlite')) {
    it('C-34: tables of the same names in another schema are left alone', async function () {
      this.timeout(120_000);
      await sql`create schema crm`.execute(store.db);
      await store.db.schema.withSchema('crm').createTable('calls').addColumn('id', 'integer').execute();
      assert.ok((await store.migrate()).includes('0001-calls'));
      assert.deepEqual(await store.migrate(), []);
      assert.equal(await rowsIn(store, 'crm.calls'), 0);
    });
  }

  it('C-34: an earlier copy is not overwritten', async function () {
    this.timeout(120_000);
    await robotDatabase(store, robotRows({ calls: 3 }));
    await store.db.schema.createTable('legacy_calls').addColumn('id', 'integer').execute();
    await assert.rejects(store.migrate(), /kept as legacy_calls, which exists already: rename it/);
  });

  it('C-34: a record without a call stays in the copy, and is told of', async function () {
    this.timeout(120_000);
    const { calls, mailing_data: records, execution_logs } = robotRows({ calls: 3 });
    const astray = { ...records[0], call_id: null };
    // The robot's foreign key is as blind to case as its database; the record comes to the call as the call spells it.
    const spelt = { ...records[0], call_id: store.kind === 'mssql' ? 'CALL1' : 'call1' };
    await robotDatabase(store, { calls, mailing_data: [astray, spelt, ...records], execution_logs });
    await store.migrate({ say: hear });
    assert.match(said[1] ?? '', /^took over 9 rows .* kept as legacy_mailing_data; 1 without a call stay there alone$/);
    assert.deepEqual([await rowsIn(store, 'mailing_data'), await rowsIn(store, 'legacy_mailing_data')], [9, 10]);
    const ofCall1 = untyped(store).selectFrom('mailing_data').select('copy').where('call_id', '=', 'call1');
    assert.deepEqual(
      (await ofCall1.orderBy('copy').execute()).map(({ copy }) => copy),
      [0, 1, 2, 3],
    );
  });
}

onEveryDialect('a database of the legacy robot', takingOver, live());
