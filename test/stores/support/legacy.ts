import { sql, type Kysely } from 'kysely';
import type { Store } from '../../../stores/open.ts';

/** The three tables as the legacy robot creates them in SQL Server (specs 4.1 to 4.3). */
const ROBOT_DDL = [
  `CREATE TABLE calls (
    id NVARCHAR(50) PRIMARY KEY, list_name NVARCHAR(255), number NVARCHAR(50), call_date DATETIME,
    call_date_rfc3339 NVARCHAR(50), campaign_id INT, campaign NVARCHAR(255), queue_id NVARCHAR(50),
    queue_name NVARCHAR(255), ring_group_id NVARCHAR(50), ring_group_name NVARCHAR(255), ivr_name NVARCHAR(255),
    receptive_name NVARCHAR(255), receptive_phone NVARCHAR(50), receptive_did NVARCHAR(50), has_agent BIT,
    agent NVARCHAR(255), acw_time NVARCHAR(20), speaking_time NVARCHAR(20), ivr_time NVARCHAR(20),
    ivr_after_call_time NVARCHAR(20), amd_time NVARCHAR(20), waiting_time NVARCHAR(20),
    speaking_with_agent_time NVARCHAR(20), route_id INT, route_name NVARCHAR(255), route_host NVARCHAR(255),
    route_endpoint NVARCHAR(500), route_caller_id NVARCHAR(50), billed_time NVARCHAR(20), billed_value NVARCHAR(50),
    qualification NVARCHAR(255), behavior NVARCHAR(255), readable_behavior_text NVARCHAR(500),
    phone_type NVARCHAR(50), recording NVARCHAR(500), recording_amd NVARCHAR(500), status_id INT,
    readable_status_text NVARCHAR(500), readable_amd_status_text NVARCHAR(500), mode NVARCHAR(50), hangup_cause INT,
    sip_cause NVARCHAR(20), readable_hangup_cause_text NVARCHAR(500), feedback NVARCHAR(MAX), recorded BIT,
    ended_by_agent BIT, qualification_note NVARCHAR(MAX), sid NVARCHAR(255), is_dmc BIT, is_unknown BIT,
    is_transferred BIT, is_consult BIT, is_transfer BIT, is_conversion BIT, qualification_id INT,
    consult_cancelled BIT, recording_transfer NVARCHAR(500), recording_consult NVARCHAR(500),
    recording_after_consult_cancel NVARCHAR(500), ivr_digit_pressed NVARCHAR(50), record_name NVARCHAR(255),
    transcription NVARCHAR(MAX), ai_evaluation_status NVARCHAR(255),
    created_at DATETIME DEFAULT GETDATE(), updated_at DATETIME DEFAULT GETDATE()
  )`,
  `CREATE TABLE mailing_data (
    id INT IDENTITY(1,1) PRIMARY KEY, _id NVARCHAR(50), call_id NVARCHAR(50), identifier NVARCHAR(50),
    campaign_id INT, company_id INT, list_id INT, uf NVARCHAR(10), phone NVARCHAR(50), dialed_phone INT,
    dialed_identifier INT, on_calling INT, column_position INT, row_position INT, estrategia NVARCHAR(255),
    razao_social NVARCHAR(255), nome_fantasia NVARCHAR(255), valor_conta NVARCHAR(100), cidade NVARCHAR(255),
    cep NVARCHAR(20), uf_mailing NVARCHAR(10), socio NVARCHAR(255),
    created_at DATETIME DEFAULT GETDATE(), updated_at DATETIME DEFAULT GETDATE(),
    FOREIGN KEY (call_id) REFERENCES calls(id) ON DELETE CASCADE
  )`,
  `CREATE TABLE execution_logs (
    id INT IDENTITY(1,1) PRIMARY KEY, execution_date DATETIME, start_date NVARCHAR(50), end_date NVARCHAR(50),
    campaign_ids NVARCHAR(100), total_records INT, successful_records INT, failed_records INT,
    execution_time_seconds INT, status NVARCHAR(20), error_message NVARCHAR(MAX), created_at DATETIME DEFAULT GETDATE()
  )`,
];

type Words = readonly [RegExp, string][];

const COMMON: Words = [
  [/NVARCHAR\(MAX\)/g, 'text'],
  [/NVARCHAR/g, 'varchar'],
  [/GETDATE\(\)/g, 'current_timestamp'],
];
/** The robot's types in the words of other databases. */
const words: Readonly<Record<Store['kind'], Words>> = {
  mssql: [],
  sqlite: [[/INT IDENTITY\(1,1\) PRIMARY KEY/g, 'integer primary key autoincrement'], ...COMMON],
  postgres: [
    [/INT IDENTITY\(1,1\) PRIMARY KEY/g, 'serial primary key'],
    [/DATETIME/g, 'timestamp'],
    [/\bBIT\b/g, 'boolean'],
    ...COMMON,
  ],
};

type Value = string | number | null;
export type LegacyRow = Readonly<Record<string, Value>>;
export type LegacyTable = 'calls' | 'mailing_data' | 'execution_logs';
export type Legacy = Readonly<Record<LegacyTable, readonly LegacyRow[]>>;

type Tables = Record<string, Record<string, Value>>;
/** The database of a store without the program's idea of its tables. */
export const untyped = ({ db }: Pick<Store, 'db'>) => db as unknown as Kysely<Tables>;

/** A SQL Server takes 2,100 parameters a statement, and 1,000 rows. */
const MOST_PARAMETERS = 2_000;

/** Creates the robot's tables and fills them as it does. */
export async function robotDatabase(store: Pick<Store, 'db' | 'kind'>, rows: Legacy): Promise<void> {
  const db = untyped(store);
  for (const ddl of ROBOT_DDL) {
    const translated = words[store.kind].reduce((text, [theirs, ours]) => text.replace(theirs, ours), ddl);
    await sql.raw(translated).execute(db);
  }
  await db.transaction().execute(async (trx) => {
    for (const table of ['calls', 'mailing_data', 'execution_logs'] as const) {
      const size = Math.floor(MOST_PARAMETERS / Object.keys(rows[table][0] ?? { id: 0 }).length);
      for (let from = 0; from < rows[table].length; from += size) {
        await trx
          .insertInto(table)
          .values(rows[table].slice(from, from + size))
          .execute();
      }
    }
  });
}

const pad = (n: number): string => String(n).padStart(2, '0');

/**
 * What a robot leaves behind: more rows than fit into one batch, records that were stored twice, texts of every kind, and
 * runs of every status.
 */
export function robotRows({ calls = 1_100 } = {}): Legacy {
  const call = (n: number): LegacyRow => ({
    id: `call${n}`,
    list_name: n % 3 === 0 ? '-' : 'Lista Ç',
    number: `5511${n}`,
    call_date: `2024-05-01T${pad(n % 24)}:03:22`,
    call_date_rfc3339: n % 2 === 0 ? `2024-05-01T${pad(n % 24)}:03:22-03:00` : null,
    campaign_id: n % 7 === 0 ? null : 5,
    has_agent: n % 2,
    agent: n % 2 === 0 ? null : 'Ana',
    speaking_time: n % 2 === 0 ? '-' : '00:01:05',
    billed_value: '0,10',
    status_id: n % 5 === 0 ? 1 : 7,
    transcription: null,
    created_at: '2024-05-02T02:10:00',
    updated_at: '2024-05-02T02:10:00',
  });
  const hard: LegacyRow = {
    ...call(1),
    id: 'Hard',
    transcription: '🙂é'.repeat(2_000),
    qualification_note: `'];--\n"`,
  };
  const dst: LegacyRow = { ...call(1), id: 'dst', call_date: '2018-02-17T23:30:00' };
  const bare: LegacyRow = Object.fromEntries(Object.keys(call(1)).map((name) => [name, name === 'id' ? 'bare' : null]));
  const columns = Object.keys(hard);
  const whole = (row: LegacyRow): LegacyRow => Object.fromEntries(columns.map((name) => [name, row[name] ?? null]));

  const mailing = (n: number, _id: string | null): LegacyRow => ({
    _id,
    call_id: `call${n}`,
    identifier: `I${n}`,
    dialed_phone: n,
    uf: 'RJ',
    cidade: n % 2 === 0 ? null : 'São Paulo 🙂',
    uf_mailing: 'SP',
    created_at: '2024-05-02T02:10:00',
    updated_at: '2024-05-02T02:10:00',
  });
  const run = (status: string, n: number): LegacyRow => ({
    execution_date: `2024-05-0${n + 1}T02:00:00`,
    start_date: `2024-05-0${n} 00:00:00`,
    end_date: `2024-05-0${n} 23:59:59`,
    campaign_ids: '5,6',
    total_records: 10 * n,
    successful_records: 9 * n,
    failed_records: n,
    execution_time_seconds: status === 'RUNNING' ? null : 90,
    status,
    error_message: status === 'FAILED' ? 'o erro' : null,
    created_at: `2024-05-0${n + 1}T02:00:00`,
  });
  const numbers = Array.from({ length: calls }, (_, n) => n + 1);
  return {
    calls: [...numbers.map(call), hard, dst, bare].map(whole),
    mailing_data: [
      ...numbers.map((n) => mailing(n, `m${n}`)),
      // Stored twice and thrice, and twice without an id of its own.
      ...[mailing(1, 'm1'), mailing(1, 'm1'), mailing(2, 'm2'), mailing(3, null), mailing(3, null)],
    ],
    // The fifth, COMPLETED_WITH_ERRORS, never fitted into its column: such a run stayed RUNNING.
    execution_logs: ['COMPLETED_SUCCESS', 'COMPLETED_NO_DATA', 'FAILED', 'RUNNING'].map((status, i) =>
      run(status, i + 1),
    ),
  };
}
