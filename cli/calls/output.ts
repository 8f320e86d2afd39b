import Table from 'cli-table3';
import type { ExecutionRow } from '../../stores/calls/contract.ts';

/** The option that every command has. */
export const json = ['--json', 'print one JSON document', false] as const;

/** `--json`: one JSON document and nothing else; otherwise what is made for people. */
export function print(json: boolean, document: unknown, people: () => string): void {
  console.log(json ? JSON.stringify(document) : people());
}

const numbers = new Intl.NumberFormat('en-US');
/** 12,345 */
export const count = (value: number | null): string => (value === null ? '—' : numbers.format(value));

/** `2026-11-20 02:00:00` on the clocks of a zone. */
export const localTime = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(new Date(at));

/** A table with a head row; numbers stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const right = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] !== 'string'));
  const made = new Table({
    head: [...head],
    colAligns: right.map((isNumber) => (isNumber ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  made.push(...rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : count(cell)))));
  return made.toString();
}

/** A run on one line. */
export const executionCells = (run: ExecutionRow): (string | number | null)[] => [
  run.workflowId,
  run.status,
  `${run.windows.complete}/${run.windows.total}`,
  run.pages,
  run.inserted,
  run.updated,
  run.unchanged,
  run.quarantined,
  run.endedAt === null ? '' : `${Math.round((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1_000)} s`,
];
export const EXECUTION_HEAD = [
  'run',
  'status',
  'windows',
  'pages',
  'inserted',
  'updated',
  'unchanged',
  'quarantined',
  'took',
];
