/** Told of what is going on, in sentences for the log; they hold no data of the rows. */
export type Say = (sentence: string) => void;

const TOLD_EVERY_MS = 5_000;
const numbers = new Intl.NumberFormat('en-US');
export const counted = (rows: number): string => numbers.format(rows);

/** @returns what is told how many rows are done, and says it now and then */
export function createProgress(say: Say, table: string, total: number): (rows: number) => void {
  let saidMs = Date.now();
  return (rows) => {
    if (Date.now() - saidMs < TOLD_EVERY_MS) return;
    saidMs = Date.now();
    say(`taking over ${table} of the legacy robot: ${counted(rows)} of ${counted(total)} rows`);
  };
}
