import { CONSULTANT_ALERT_KINDS } from '../../schemas/consultants.ts';
import { alertRoute } from '../alerts.ts';
import type { Integration } from '../route.ts';
import type { ConsultantsApiDeps } from './deps.ts';
import { consultantsDropIn } from './dropIn/dropIn.ts';
import { handoverFailures } from './failures.ts';
import { consultantGauges } from './gauges.ts';
import { handoverRoutes } from './handovers.ts';
import { peopleRoutes } from './people.ts';
import { recordRoutes } from './records.ts';
import { turnRoutes } from './turns.ts';

/** The `consultants` integration over HTTP: the drop-in API, and our own routes beside it. */
export const consultantsApi = (deps: ConsultantsApiDeps): Integration => ({
  name: 'consultants',
  routes: [
    ...turnRoutes(deps),
    ...handoverRoutes(deps),
    ...peopleRoutes(deps),
    ...recordRoutes(deps),
    alertRoute({
      alerts: deps.alerts,
      integration: 'consultants',
      kinds: CONSULTANT_ALERT_KINDS,
      name: 'ConsultantAlert',
    }),
  ],
  failures: handoverFailures,
  gauges: consultantGauges(deps),
  dropIn: consultantsDropIn(deps),
});
