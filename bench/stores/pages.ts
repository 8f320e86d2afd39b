import { CALL_COLUMNS } from '../../rules/calls/columns.ts';
import type { NormalisedCall } from '../../rules/calls/types.ts';
import type { CallStore } from '../../stores/calls/contract.ts';
import { measure, type Round } from './measure.ts';
import type { StallProbe } from './stallProbe.ts';

const DAY = { campaign: 5, from: '2025-03-03T03:00:00.000Z', to: '2025-03-04T03:00:00.000Z' };
const AT = '2025-03-05T12:00:00.000Z';
const ACCOUNT = 'pages';
const ID_INDEX = CALL_COLUMNS.findIndex(({ name }) => name === 'id');

/** Writes whole pages of new calls as a window's reader does: calls, raw texts, mailing records, the ledger's cursor. */
export async function writePages(
  calls: CallStore,
  sample: readonly NormalisedCall[],
  pages: number,
  rowsPerPage: number,
  probe: StallProbe,
): Promise<Round> {
  const executionId = await calls.beginExecution({
    workflowId: `bench-${process.hrtime.bigint()}`,
    runId: 'bench',
    account: ACCOUNT,
    zone: 'America/Sao_Paulo',
    kind: 'backfill',
    campaigns: [DAY.campaign],
    from: DAY.from,
    to: DAY.to,
    startedAt: AT,
  });
  await calls.planWindows(executionId, ACCOUNT, 'all', [{ ...DAY, expectedTotal: null }]);
  const batches = Array.from({ length: pages }, (_, page) =>
    Array.from({ length: rowsPerPage }, (_, row) => another(sample, row, `${executionId}-${page}-${row}`)),
  );
  const write = (rows: readonly NormalisedCall[]) =>
    calls.writeBatch({
      window: { executionId, ordinal: 1 },
      account: ACCOUNT,
      campaign: DAY.campaign,
      undatedAt: DAY.from,
      pages: [{ page: 1, rows, rejected: [] }],
      cursor: { pass: 1, pagesDone: 1, pagesAhead: [], largestPage: rowsPerPage, nextLink: null },
      at: AT,
    });
  return measure(write, batches, probe);
}

function another(sample: readonly NormalisedCall[], n: number, id: string): NormalisedCall {
  const call = sample[n % sample.length];
  if (!call) throw new Error('There is no sample.');
  return { ...call, id, values: call.values.with(ID_INDEX, id) };
}
