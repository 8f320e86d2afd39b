import { z } from 'zod';
import { anyone, readers } from './auth/principal.ts';
import { HttpProblem } from './problems.ts';
import { defineRoute } from './route.ts';
import type { Route } from './route.ts';

/** Asks something that the API stands on; rejects when it does not answer. */
export type Check = () => Promise<void>;

export interface HouseDeps {
  readonly checks: Readonly<Record<string, Check>>;
  readonly renderMetrics: () => Promise<string>;
  readonly openApi: () => object;
}

const CHECK_TIMEOUT_MS = 3_000;

/** `ok`, or `unreachable` when the check fails or takes too long; never the words of an error. */
async function outcome(check: Check): Promise<'ok' | 'unreachable'> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('late')), CHECK_TIMEOUT_MS);
  try {
    await Promise.race([check(), late]);
    return 'ok';
  } catch {
    return 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}

/** What every installation answers, whatever its integrations; below `/house`, what a replaced API at `/` may hide. */
export const houseRoutes = ({ checks, renderMetrics, openApi }: HouseDeps): Route[] => [
  defineRoute({
    method: 'get',
    path: '/health',
    summary: 'Whether this process runs',
    roles: 'public',
    answer: z.object({ status: z.literal('ok') }),
    handle: () => ({ status: 'ok' as const }),
  }),
  defineRoute({
    method: 'get',
    path: '/ready',
    summary: 'Whether everything the API stands on answers; 503 names what does not',
    roles: anyone,
    answer: z.object({ status: z.literal('ready'), checks: z.record(z.string(), z.literal('ok')) }),
    async handle() {
      const outcomes = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await outcome(check)] as const),
      );
      const failing = outcomes.filter(([, found]) => found !== 'ok').map(([name]) => name);
      if (failing.length > 0) {
        throw new HttpProblem(503, 'not-ready', 'Not ready', {
          detail: outcomes.map((entry) => entry.join(': ')).join(', '),
          headers: { 'Retry-After': '5' },
        });
      }
      return { status: 'ready' as const, checks: Object.fromEntries(outcomes.map(([name]) => [name, 'ok' as const])) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/metrics',
    summary: 'Figures for Prometheus',
    roles: readers,
    answer: z.string(),
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    handle: renderMetrics,
  }),
  ...['/openapi.json', '/house/openapi.json'].map((path) =>
    defineRoute({
      method: 'get',
      path,
      summary: 'This description',
      roles: anyone,
      answer: z.looseObject({ openapi: z.string() }),
      handle: () => openApi() as { openapi: string },
    }),
  ),
];
