import type { Scalar } from '../../rules/calls/types.ts';
import type { Db, Trx } from '../database.ts';
import type { Portable } from '../dialects/portable.ts';
import { RunEndedError, type PlannedWindow, type WindowTask } from './contract.ts';
import { plansUpsert, windowsUpsert } from './upserts.ts';

interface Plan {
  readonly executionId: number;
  readonly account: string;
  readonly batch: string;
}

const windowValues = ({ executionId, account, batch }: Plan, task: WindowTask): Scalar[] => [
  executionId,
  task.ordinal,
  batch,
  account,
  task.campaign,
  task.from,
  task.to,
  'pending',
  task.expectedTotal,
];

/** @returns the windows of a batch by ordinal; null when the batch was never planned */
export async function findBatch(db: Db, executionId: number, batch: string): Promise<WindowTask[] | null> {
  const plan = await db
    .selectFrom('call_plans')
    .select('batch')
    .where('execution_id', '=', executionId)
    .where('batch', '=', batch)
    .executeTakeFirst();
  if (!plan) return null;
  const rows = await db
    .selectFrom('call_windows')
    .select([
      'ordinal',
      'campaign_id as campaign',
      'from_utc as from',
      'to_utc as to',
      'expected_total as expectedTotal',
    ])
    .where('execution_id', '=', executionId)
    .where('batch', '=', batch)
    .orderBy('ordinal')
    .execute();
  // Rows of a driver may lack the prototype of an object; tasks travel on.
  return rows.map((row) => ({ ...row }));
}

/** Appends windows after the last ordinal, counting from 1, unless this batch is planned already. */
export async function appendBatch(
  trx: Trx,
  portable: Portable,
  plan: Plan,
  windows: readonly PlannedWindow[],
): Promise<WindowTask[]> {
  const { executionId, batch } = plan;
  // One planner at a time for each execution: two would give the same ordinals.
  const execution = trx.selectFrom('execution_logs').select('status').where('id', '=', executionId);
  const { status } = await portable.forChange(execution).executeTakeFirstOrThrow();
  const planned = await findBatch(trx, executionId, batch);
  if (planned) return planned;
  if (status !== 'RUNNING') throw new RunEndedError(executionId);

  const { last } = await trx
    .selectFrom('call_windows')
    .select((eb) => eb.fn.max<number | null>('ordinal').as('last'))
    .where('execution_id', '=', executionId)
    .executeTakeFirstOrThrow();
  const first = (last ?? 0) + 1;
  const tasks = windows.map((window, i) => ({ ...window, ordinal: first + i }));
  await portable.upsert(trx, plansUpsert, [[executionId, batch]]);
  await portable.upsert(
    trx,
    windowsUpsert,
    tasks.map((task) => windowValues(plan, task)),
  );
  return tasks;
}
