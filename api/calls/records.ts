import { completeness } from '../../rules/calls/completeness.ts';
import { dayRange } from '../../rules/calls/windows.ts';
import { operators, readers } from '../auth/principal.ts';
import { conflict, invalid, notFound } from '../problems.ts';
import { defineRoute } from '../route.ts';
import type { Route } from '../route.ts';
import * as answers from './answers.ts';
import type { CallsApiDeps } from './deps.ts';
import {
  callsQuery,
  completenessQuery,
  executionId,
  executionsQuery,
  quarantineId,
  quarantineQuery,
  windowsQuery,
} from './queries.ts';

/** A year of a hundred campaigns; more is asked for in parts. */
const DAY_MS = 86_400_000;
const MAX_CELLS = 40_000;

const campaignsOf = (windows: readonly { campaign: number }[]): number[] =>
  [...new Set(windows.map(({ campaign }) => campaign))].sort((a, b) => a - b);

function refuseTooMany(campaigns: number, { from, to }: { from: string; to: string }): void {
  const cells = (campaigns * (Date.parse(to) - Date.parse(from))) / DAY_MS;
  if (cells <= MAX_CELLS) return;
  throw invalid([{ field: 'to', rule: `${cells} days of campaigns are asked for; the most is ${MAX_CELLS}` }]);
}

/** What was read: runs, calls, and what could not be stored. Calls and quarantine hold personal data: operators alone. */
export const recordRoutes = ({ store, starters, config, now }: CallsApiDeps): Route[] => [
  defineRoute({
    method: 'get',
    path: '/executions',
    summary: 'Runs of every kind, newest first',
    roles: readers,
    query: executionsQuery,
    answer: answers.pageOf(answers.execution),
    handle: ({ query }) => store.listExecutions(query),
  }),
  defineRoute({
    method: 'get',
    path: '/executions/:id/windows',
    summary: 'The windows of a run of any kind',
    roles: readers,
    params: executionId,
    query: windowsQuery,
    answer: answers.pageOf(answers.windowRow),
    handle: ({ params, query }) => store.listWindows(params.id, query),
  }),
  defineRoute({
    method: 'get',
    path: '/completeness',
    summary: 'Which days of which campaigns are proven complete',
    roles: readers,
    query: completenessQuery,
    answer: answers.completeness,
    async handle({ query }) {
      const { CALLS_ACCOUNT: account, CALLS_ZONE: zone, CALLS_LAG_MINUTES: lagMinutes } = config;
      const from = dayRange(query.from, zone).from;
      const to = dayRange(query.to, zone).from;
      const windows = await store.windowsOverlapping(account, query.campaigns ?? null, from, to);
      const campaigns = query.campaigns ?? campaignsOf(windows);
      refuseTooMany(campaigns.length, query);
      const days = completeness({ windows, campaigns, from, to, zone, now: now(), lagMinutes });
      return { zone, days };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/quarantine',
    summary: 'Rows that were not stored as calls, with the reason and the raw text',
    roles: operators,
    query: quarantineQuery,
    answer: answers.pageOf(answers.quarantineRow),
    handle: ({ query }) => store.listQuarantine(query),
  }),
  defineRoute({
    method: 'post',
    path: '/quarantine/:id/replay',
    summary: 'Read a quarantined row again',
    roles: operators,
    idempotent: true,
    params: quarantineId,
    answer: answers.replayed,
    async handle({ params: { id } }) {
      const row = await store.quarantined(id);
      if (!row) throw notFound('Quarantined row');
      if (row.resolvedAt !== null) throw conflict('already-resolved', 'The row was resolved before');
      return starters.replayQuarantine(id);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/',
    summary: 'Calls by instant, oldest first',
    roles: operators,
    query: callsQuery,
    answer: answers.pageOf(answers.callRecord),
    handle: ({ query }) => store.listCalls(query),
  }),
];
