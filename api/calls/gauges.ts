import { byLabel } from '../metrics/gauges.ts';
import type { Gauges } from '../metrics/gauges.ts';
import type { CallsApiDeps } from './deps.ts';

/** The integration's figures; counts only, so that nothing of a person can be in them. */
export const callGauges =
  ({ store, alerts }: Pick<CallsApiDeps, 'store' | 'alerts'>): Gauges =>
  async () => {
    const { calls, quarantineOpen, windowsByState, executionsByStatus, eventsByOutcome } = await store.counters();
    const alertsByKind = await alerts.openAlerts('calls');
    return [
      { name: 'plantao_calls_stored', help: 'Calls in the store.', values: [{ value: calls }] },
      {
        name: 'plantao_calls_quarantine_open',
        help: 'Rows in quarantine that nobody has resolved.',
        values: [{ value: quarantineOpen }],
      },
      { name: 'plantao_calls_windows', help: 'Windows by state.', values: byLabel('state', windowsByState) },
      { name: 'plantao_calls_executions', help: 'Runs by status.', values: byLabel('status', executionsByStatus) },
      {
        name: 'plantao_calls_events',
        help: "Events of the vendor's webhook by outcome.",
        values: byLabel('outcome', eventsByOutcome),
      },
      { name: 'plantao_calls_alerts_open', help: 'Open alerts by kind.', values: byLabel('kind', alertsByKind) },
    ];
  };
