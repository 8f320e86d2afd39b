import type { TableMetadata } from 'kysely';
import { callsUpsert, mailingUpsert, quarantineUpsert } from '../calls/upserts.ts';
import { isRobotTable } from './legacy/robotTables.ts';
import { UNFINISHED } from '../maintenance/unfinished.ts';

/** The database holds something that this version cannot work with; the message says what and what to do. */
export class DatabaseShapeError extends Error {
  override readonly name = 'DatabaseShapeError';
}

/** Tables whose shape has grown or that other programs are known to create, with columns that must be there. */
const expected: Record<string, { migration: string; columns: readonly string[] }> = {
  calls: { migration: '0001-calls', columns: callsUpsert.columns },
  mailing_data: { migration: '0001-calls', columns: mailingUpsert.columns },
  call_quarantine: { migration: '0001-calls', columns: quarantineUpsert.columns },
  execution_logs: {
    migration: '0001-calls',
    columns: ['workflow_id', 'run_id', 'account', 'zone', 'kind', 'rows_fetched', 'windows_total', 'expected_rows'],
  },
};

const SHOWN = 8;
const listed = (names: readonly string[]): string =>
  names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more` : names.join(', ');

/**
 * Compares the tables that exist with what this version writes (C-34): a table of another program, or of the legacy
 * robot, has the name but not the columns.
 * @param robotsToo false where tables of the legacy robot are still to be taken over
 * @throws DatabaseShapeError naming the table, its missing columns and the migration that makes them; or when a restore
 * or a copy has not brought in all rows yet
 */
export function refuseForeignShape(tables: readonly TableMetadata[], { robotsToo }: { robotsToo: boolean }): void {
  if (tables.some(({ name }) => name === UNFINISHED)) {
    throw new DatabaseShapeError(
      'A restore or copy into this database is going on or was broken off: let it end, or run it again.',
    );
  }
  for (const table of tables) {
    const { name, columns } = table;
    const shape = expected[name];
    if (!shape || (!robotsToo && isRobotTable(table))) continue;
    const present = new Set(columns.map((column) => column.name));
    const missing = shape.columns.filter((column) => !present.has(column));
    if (missing.length === 0) continue;
    throw new DatabaseShapeError(
      `The table ${name} in this database lacks columns that migration ${shape.migration} makes: ${listed(missing)}. ` +
        'It was made by another program or another version: point DATABASE_URL elsewhere, or rename the table and migrate.',
    );
  }
}
