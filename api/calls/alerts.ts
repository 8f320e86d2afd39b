import type { CallAlertKind } from '../../schemas/calls.ts';
import { readers } from '../auth/principal.ts';
import { defineRoute } from '../route.ts';
import type { Route } from '../route.ts';
import * as answers from './answers.ts';
import type { CallsApiDeps } from './deps.ts';
import { alertsQuery } from './queries.ts';

/** What is wrong with the vendor account beyond a single run. */
export const alertRoutes = ({ alerts }: Pick<CallsApiDeps, 'alerts'>): Route[] => [
  defineRoute({
    method: 'get',
    path: '/alerts',
    summary: 'Alerts, newest first; `open` for those that still stand',
    roles: readers,
    query: alertsQuery,
    answer: answers.pageOf(answers.alert),
    async handle({ query }) {
      const { items, nextCursor } = await alerts.listAlerts({ integration: 'calls', ...query });
      return { items: items.map((alert) => ({ ...alert, kind: alert.kind as CallAlertKind })), nextCursor };
    },
  }),
];
