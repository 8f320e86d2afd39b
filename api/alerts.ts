import { z } from 'zod';
import { pageQuery } from '../schemas/common.ts';
import type { AlertStore } from '../stores/alerts/contract.ts';
import { readers } from './auth/principal.ts';
import { defineRoute } from './route.ts';
import type { Route } from './route.ts';

export interface AlertsOf {
  readonly alerts: Pick<AlertStore, 'listAlerts'>;
  readonly integration: string;
  readonly kinds: readonly [string, ...string[]];
  /** Name of an alert in the OpenAPI document. */
  readonly name: string;
}

const query = pageQuery.extend({
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});

/** What is wrong with an integration beyond a single run. */
export function alertRoute({ alerts, integration, kinds, name }: AlertsOf): Route {
  const alert = z
    .object({
      id: z.int(),
      kind: z.enum(kinds),
      unit: z.string(),
      detail: z.string(),
      raisedAt: z.string(),
      lastSeenAt: z.string(),
      clearedAt: z.string().nullable().describe('null while it is open.'),
    })
    .meta({ id: name });
  return defineRoute({
    method: 'get',
    path: '/alerts',
    summary: 'Alerts, newest first; `open` for those that still stand',
    roles: readers,
    query,
    answer: z.object({ items: z.array(alert), nextCursor: z.string().nullable() }),
    handle: ({ query: wanted }) => alerts.listAlerts({ integration, ...wanted }),
  });
}
