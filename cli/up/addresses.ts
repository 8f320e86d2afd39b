import Table from 'cli-table3';

/** Where a person finds the parts that are running. */
export interface Addresses {
  readonly console: string;
  readonly apiDocs: string;
  /** null = the Temporal service is not ours. */
  readonly temporalWeb: string | null;
}

/** The addresses as a table for the terminal. */
export function addressTable({ console, apiDocs, temporalWeb }: Addresses): string {
  const table = new Table({ style: { head: [], border: [] } });
  table.push(['Console', console], ['API docs', apiDocs]);
  if (temporalWeb !== null) table.push(['Temporal Web', temporalWeb]);
  return table.toString();
}
