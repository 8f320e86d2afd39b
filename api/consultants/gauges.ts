import { byLabel } from '../metrics/gauges.ts';
import type { Gauges } from '../metrics/gauges.ts';
import type { ConsultantsApiDeps } from './deps.ts';

/** The integration's figures; counts only, so that nothing of a person can be in them. */
export const consultantGauges =
  ({ store }: Pick<ConsultantsApiDeps, 'store'>): Gauges =>
  async () => {
    const { consultants, eligible, protocols, handoversByPhase } = await store.counters();
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
    ];
  };
