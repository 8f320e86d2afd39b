import { errorPage, html } from '../../support/reply.ts';
import { idOf } from '../ids.ts';
import { tooManyRequests } from '../reply.ts';
import { rateLimited, sinceWhen } from './access.ts';
import { defineSwitch } from './Switch.ts';

/** Requests within the last `perMs` of real time, this one included. */
const recentRequests = (memory: Map<string, unknown>, perMs: number): number => {
  const now = performance.now();
  const recent = ((memory.get('recent') as number[] | undefined) ?? []).filter((at) => at > now - perMs);
  memory.set('recent', [...recent, now]);
  return recent.length + 1;
};

/** Servers, nodes and pages that fail (cases 36, 44–46). */
export const failures = [
  defineSwitch({
    name: 'server-error',
    spec: '36',
    does: '5xx with HTML: 500, 502, 503, 504, 520, 524.',
    params: { status: 500 },
    before: ({ params: { status } }) => errorPage(status),
  }),
  defineSwitch({
    name: 'intermittent-404',
    spec: '44',
    does: "One node's 404, for a seeded share of requests.",
    params: { probability: 0.2 },
    before: ({ turn, params: { probability } }) =>
      turn.chance(44) < probability ? html(404, '404 Not Found', 'nginx') : undefined,
  }),
  defineSwitch({
    name: 'rate-limit',
    spec: '45',
    does: 'More than `max` requests in `perMs` of real time (1000 = per second, 50 = burst) get 429, or 422 "Muitas requisições" by `status`.',
    params: { max: 10, perMs: 1000, status: 429, retryAfterSeconds: 1 },
    before: ({ memory, params: { max, perMs, status, retryAfterSeconds } }) => {
      if (recentRequests(memory, perMs) <= max) return undefined;
      return status === 422 ? tooManyRequests() : rateLimited('seconds', retryAfterSeconds);
    },
  }),
  defineSwitch({
    name: 'connection-limit',
    spec: '45',
    does: '429 while more than `max` connections are open.',
    params: { max: 4 },
    before: ({ turn, params: { max } }) => (turn.connections > max ? rateLimited('seconds', 1) : undefined),
  }),
  defineSwitch({
    name: 'maintenance',
    spec: '46',
    does: '503 for `minutes` of the account clock from `from` on (null = first request).',
    params: { from: null as string | null, minutes: 30 },
    before: (act) => {
      const elapsed = act.turn.now - sinceWhen(act, act.params.from);
      return elapsed >= 0 && elapsed < act.params.minutes * 60_000 ? errorPage(503) : undefined;
    },
  }),
  defineSwitch({
    name: 'fail-then-succeed',
    spec: '46',
    does: 'Every distinct request fails `failures` times, then succeeds.',
    params: { failures: 2, status: 503 },
    before: ({ memory, turn, params: { failures: wanted, status } }) => {
      const key = `${turn.walk}&page=${turn.page}`;
      const failed = (memory.get(key) as number | undefined) ?? 0;
      if (failed >= wanted) return undefined;
      memory.set(key, failed + 1);
      return errorPage(status);
    },
  }),
  defineSwitch({
    name: 'poison-page',
    spec: '46',
    does: 'A page always answers 500 when it holds the call `id`, the call at `position` (from 0) of its campaign and day `day`, or is page `page`.',
    params: {
      id: null as string | null,
      position: null as number | null,
      day: null as string | null,
      page: null as number | null,
    },
    page: ({ plan, rows }, { params: { id, position, day, page } }) => {
      const poisoned =
        plan.page === page ||
        rows.some(
          (row) =>
            (id !== null && idOf(row) === id) ||
            (position !== null && row.index === position && (day === null || row.day.text === day)),
        );
      return poisoned ? errorPage(500) : undefined;
    },
  }),
];
