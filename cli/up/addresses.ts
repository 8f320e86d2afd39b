import Table from 'cli-table3';

/** Where a person finds the parts that are running. */
export interface Addresses {
  readonly console: string;
  readonly apiDocs: string;
  /** null = the Temporal service is not ours. */
  readonly temporalWeb: string | null;
}

/** What to try next, and the command for it. */
export type Hint = readonly [what: string, command: string];

/** The addresses as a table for the terminal, and what to try next below them. */
export function addressTable({ console, apiDocs, temporalWeb }: Addresses, hints: readonly Hint[] = []): string {
  const table = new Table({ style: { head: [], border: [] } });
  table.push(['Console', console], ['API docs', apiDocs]);
  if (temporalWeb !== null) table.push(['Temporal Web', temporalWeb]);
  table.push(...hints.map(([what, command]) => [what, command]));
  return table.toString();
}
