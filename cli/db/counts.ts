import { differ, type TableCount } from '../../stores/maintenance/load.ts';
import { print, table } from '../calls/output.ts';

/**
 * Prints how many rows each table should hold and how many it does, and makes the exit code 1 where they differ.
 * @param done what is said when all agree
 */
export function printCounts(json: boolean, counts: readonly TableCount[], done: string): void {
  const wrong = counts.filter(differ);
  const ok = wrong.length === 0;
  const verdict = ok
    ? done
    : `Rows differ in ${wrong.map(({ table: name }) => name).join(', ')}: the database stays unfinished; run it again.`;
  print(json, { ok, tables: counts }, () =>
    [
      table(
        ['table', 'rows of the source', 'rows now'],
        counts.map(({ table: name, expected, found }) => [name, expected, found]),
      ),
      verdict,
    ].join('\n'),
  );
  if (!ok) process.exitCode = 1;
}
