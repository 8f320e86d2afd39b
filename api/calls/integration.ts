import { callFailures } from '../../activities/calls/errors.ts';
import type { FailureTable } from '../../activities/failures.ts';
import { CALL_ALERT_KINDS } from '../../schemas/calls.ts';
import { alertRoute } from '../alerts.ts';
import type { Integration } from '../route.ts';
import { backfillRoutes } from './backfills.ts';
import type { CallsApiDeps } from './deps.ts';
import { eventRoutes } from './events.ts';
import { callGauges } from './gauges.ts';
import { recordRoutes } from './records.ts';

const failures: FailureTable = {
  ...callFailures,
  /** Temporal's own name: the run ended while it was being spoken to. */
  AcceptedUpdateCompletedWorkflow: { retryable: false, status: 409, title: 'The backfill is over' },
};

/** The `calls` integration over HTTP (design §5). */
export const callsApi = (deps: CallsApiDeps): Integration => ({
  name: 'calls',
  routes: [
    ...backfillRoutes(deps),
    ...recordRoutes(deps),
    alertRoute({ alerts: deps.alerts, integration: 'calls', kinds: CALL_ALERT_KINDS, name: 'CallAlert' }),
    ...eventRoutes(deps),
  ],
  failures,
  gauges: callGauges(deps),
});
