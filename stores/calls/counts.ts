import type { Selectable } from 'kysely';
import type { RowCounts } from '../../schemas/calls.ts';
import type { CountColumns } from './tables.ts';

export const noRows = (): RowCounts => ({
  fetched: 0,
  inserted: 0,
  updated: 0,
  unchanged: 0,
  quarantined: 0,
  failed: 0,
});

export const rowCounts = (row: Selectable<CountColumns>): RowCounts => ({
  fetched: row.rows_fetched,
  inserted: row.rows_inserted,
  updated: row.rows_updated,
  unchanged: row.rows_unchanged,
  quarantined: row.rows_quarantined,
  failed: row.rows_failed,
});

export const countColumns = (counts: RowCounts): Selectable<CountColumns> => ({
  rows_fetched: counts.fetched,
  rows_inserted: counts.inserted,
  rows_updated: counts.updated,
  rows_unchanged: counts.unchanged,
  rows_quarantined: counts.quarantined,
  rows_failed: counts.failed,
});
