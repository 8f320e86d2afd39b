import { hash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Logger } from 'pino';
import { createAlerts } from '../../activities/alerts.ts';
import { contentHash } from '../../activities/calls/contentHash.ts';
import { finalStatuses } from '../../rules/calls/finalStatuses.ts';
import { createTakeEvent } from '../../activities/calls/takeEvent.ts';
import type { CallAlertKind } from '../../schemas/calls.ts';
import { ConfigError } from '../../schemas/config.ts';
import { invalid, notFound } from '../problems.ts';
import { defineRoute } from '../route.ts';
import type { Route } from '../route.ts';
import type { CallsApiDeps } from './deps.ts';

type Deps = Pick<CallsApiDeps, 'store' | 'alerts' | 'config' | 'now'>;

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/**
 * Where the vendor's webhook tells of calls (C-55); no route at all unless it is switched on. A webhook cannot log in: the
 * end of its address is its credential.
 * @throws ConfigError when it is switched on without a token
 */
export function eventRoutes({ store, alerts, config, now }: Deps): Route[] {
  const { CALLS_EVENTS, CALLS_EVENTS_TOKEN, CALLS_ACCOUNT: account, CALLS_ZONE: zone } = config;
  if (CALLS_EVENTS === 'off') return [];
  if (CALLS_EVENTS_TOKEN === undefined)
    throw new ConfigError('Configuration refused. CALLS_EVENTS_TOKEN: needed when CALLS_EVENTS is on.');
  const expected = digest(CALLS_EVENTS_TOKEN);
  const takeEvent = (log: Logger) =>
    createTakeEvent({
      store,
      alerts: createAlerts<CallAlertKind>({
        store: alerts,
        integration: 'calls',
        account,
        now,
        warn: (message, fields) => log.warn(fields, message),
      }),
      account,
      zone,
      finalStatuses: finalStatuses(config),
      hash: contentHash,
      now,
    });

  return [
    defineRoute({
      method: 'post',
      path: '/events/:token',
      summary: "An event of the vendor's webhook, in either envelope",
      roles: 'public',
      params: z.strictObject({ token: z.string() }),
      body: z.string().optional(),
      text: true,
      secretPath: true,
      async handle({ params, body = '', log }) {
        if (!timingSafeEqual(digest(params.token), expected)) throw notFound('Route');
        const taken = await takeEvent(log)(body);
        if (taken.outcome === 'refused') throw invalid([{ field: 'body', rule: taken.rule }]);
      },
    }),
  ];
}
