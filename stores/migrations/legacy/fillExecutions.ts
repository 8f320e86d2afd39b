import type { LegacyExecution, LegacyRow } from '../../../rules/calls/legacy.ts';
import type { Scalar } from '../../../rules/calls/types.ts';
import type { UpsertTable } from '../../dialects/portable.ts';
import { rowsById } from './batches.ts';
import type { RobotOwner } from './robotOwner.ts';
import type { Filling } from './takeOver.ts';

/** Under it the robot's runs are found; each by its number. */
const WORKFLOW_ID = 'legacy-robot';

const columns = (id: number, run: LegacyExecution, { account, zone }: RobotOwner) =>
  ({
    id,
    workflow_id: WORKFLOW_ID,
    run_id: String(id),
    account,
    zone,
    kind: 'legacy',
    campaign_ids: JSON.stringify(run.campaigns),
    start_date: run.from,
    end_date: run.to,
    execution_date: run.startedAt,
    ended_at: run.endedAt,
    created_at: run.createdAt,
    status: run.status,
    error_message: run.errorMessage,
    execution_time_seconds: run.seconds,
    total_records: run.fetched,
    successful_records: run.saved,
    failed_records: run.failed,
    // What was saved is not told apart: the robot counted duplicates as saved.
    rows_fetched: run.fetched,
    rows_failed: run.failed,
  }) satisfies Record<string, Scalar>;

export async function fillExecutions({ trx, portable, owner, readers, onRows }: Filling): Promise<number> {
  const read = (row: LegacyRow) => columns(Number(row['id']), readers.execution(row), owner);
  let done = 0;
  for await (const rows of rowsById(trx, portable, 'legacy_execution_logs')) {
    const runs = rows.map(read);
    const table = executionsInsert(Object.keys(runs[0] ?? {}));
    await portable.keepIds(trx, table.name, () => portable.upsert(trx, table, runs.map(Object.values<Scalar>)));
    onRows((done += rows.length));
  }
  return 0;
}

/** With the robot's own ids. */
const executionsInsert = (names: string[]): UpsertTable => ({
  name: 'execution_logs',
  columns: names,
  key: ['id'],
  keep: names.filter((name) => name !== 'id'),
});
