import type { TableMetadata } from 'kysely';
import type { DatabaseKind } from '../../../stores/dialects/kind.ts';
import { usualOwner } from '../../../stores/migrations/legacy/robotOwner.ts';
import { setAside } from '../../../stores/migrations/legacy/setAside.ts';
import { takeOver } from '../../../stores/migrations/legacy/takeOver.ts';
import { AT } from '../support/builders.ts';
import { anything } from './answers.ts';
import { contextOf } from './context.ts';
import type { Answer } from './recordingDialect.ts';
import type { Script } from './script.ts';

/** Columns that the robot's tables are known by. */
const ROBOT = {
  calls: 'id list_name number call_date campaign_id agent speaking_time route_id billed_value status_id created_at',
  mailing_data: 'id _id call_id identifier estrategia razao_social created_at',
  execution_logs: 'id execution_date start_date end_date campaign_ids total_records status created_at',
};

const tables = Object.entries(ROBOT).map(([name, columns]): TableMetadata => ({
  name,
  isView: false,
  isForeign: false,
  columns: columns.split(' ').map((column) => ({
    name: column,
    dataType: 'text',
    isNullable: true,
    isAutoIncrementing: false,
    hasDefaultValue: false,
  })),
}));

/** The statements with which a migration takes the tables of the legacy robot over. */
export async function printTakeOver(kind: DatabaseKind, script: Script): Promise<void> {
  script.begin('tables of a legacy robot are taken over');
  // Every table has one row, and none follows it.
  const first = anything(() => true);
  const answer: Answer = (sql) => {
    if (/^select count/i.test(sql)) return { rows: [{ n: 1 }] };
    return / where /.test(sql) ? { rows: [] } : first(sql);
  };
  const { transact, portable } = contextOf(kind, script, answer, tables);
  await transact(async (trx) => {
    const found = await setAside(trx, portable);
    await takeOver(trx, portable, found, { owner: usualOwner(), say: () => {}, at: AT });
  });
}
