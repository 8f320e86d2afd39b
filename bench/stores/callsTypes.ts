import { Kysely } from 'kysely';
import { callsUpsert } from '../../stores/calls/upserts.ts';
import { mssqlKind } from '../../stores/dialects/mssql/kind.ts';
import { migrations } from '../../stores/migrations/registry.ts';
import { columnTypes } from '../../test/stores/golden/columnTypes.ts';
import { recordingDialect } from '../../test/stores/golden/recordingDialect.ts';

/** Types of the columns of `calls` in SQL Server as its migration makes them, in the order of a row. */
export async function callsTypes(): Promise<{ name: string; type: string }[]> {
  const statements: string[] = [];
  const dialect = mssqlKind.dialect(mssqlKind.example, { readOnly: true, durable: false });
  const recording = recordingDialect(dialect, (sql) => {
    statements.push(sql);
    return { rows: [] };
  });
  await migrations(mssqlKind.portable)['0001-calls']?.up(new Kysely({ dialect: recording }));
  const typeOf = columnTypes(statements);
  return callsUpsert.columns.map((name) => ({ name, type: typeOf('calls', name) }));
}
