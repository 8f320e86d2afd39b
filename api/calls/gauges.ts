import type { CallStore } from '../../stores/calls/contract.ts';
import { byLabel } from '../metrics/gauges.ts';
import type { Gauges } from '../metrics/gauges.ts';

/** The integration's figures; counts only, so that nothing of a person can be in them. */
export const callGauges =
  (store: Pick<CallStore, 'counters'>): Gauges =>
  async () => {
    const { calls, quarantineOpen, windowsByState, executionsByStatus } = await store.counters();
    return [
      { name: 'plantao_calls_stored', help: 'Calls in the store.', values: [{ value: calls }] },
      {
        name: 'plantao_calls_quarantine_open',
        help: 'Rows in quarantine that nobody has resolved.',
        values: [{ value: quarantineOpen }],
      },
      { name: 'plantao_calls_windows', help: 'Windows by state.', values: byLabel('state', windowsByState) },
      { name: 'plantao_calls_executions', help: 'Runs by status.', values: byLabel('status', executionsByStatus) },
    ];
  };
