import { byLabel } from '../metrics/gauges.ts';
import type { Gauges } from '../metrics/gauges.ts';
import type { ConsultantsApiDeps } from './deps.ts';

/** The integration's figures; counts only, so that nothing of a person can be in them. */
export const consultantGauges =
  ({ store, alerts, outbox }: Pick<ConsultantsApiDeps, 'store' | 'alerts' | 'outbox'>): Gauges =>
  async () => {
    const { consultants, eligible, protocols, handoversByPhase } = await store.counters();
    const alertsByKind = await alerts.openAlerts('consultants');
    const waiting = Object.entries(await outbox.backlog()).map(([topic, row]) => [topic, row.waiting] as const);
    return [
      { name: 'plantao_consultants', help: 'Consultants on record.', values: [{ value: consultants }] },
      {
        name: 'plantao_consultants_eligible',
        help: 'Consultants who are active, in rotation and online.',
        values: [{ value: eligible }],
      },
      { name: 'plantao_consultants_protocols', help: 'Protocol numbers issued.', values: [{ value: protocols }] },
      {
        name: 'plantao_consultants_handovers',
        help: 'Hand-overs by phase.',
        values: byLabel('phase', handoversByPhase),
      },
      {
        name: 'plantao_consultants_alerts_open',
        help: 'Open alerts by kind.',
        values: byLabel('kind', alertsByKind),
      },
      {
        name: 'plantao_outbox_waiting',
        help: 'What transactions have left to be done, by topic.',
        values: byLabel('topic', Object.fromEntries(waiting)),
      },
    ];
  };
