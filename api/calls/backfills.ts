import { z } from 'zod';
import { backfillControls, backfillRequest } from '../../schemas/calls.ts';
import { operators, readers } from '../auth/principal.ts';
import { notFound } from '../problems.ts';
import { defineRoute } from '../route.ts';
import type { Route } from '../route.ts';
import * as answers from './answers.ts';
import type { CallsApiDeps } from './deps.ts';
import { backfillLinks } from './links.ts';
import { readProgress, requireGoing } from './progress.ts';
import { backfillId, backfillsQuery, windowsQuery } from './queries.ts';

/** Starting, watching and steering backfills. */
export const backfillRoutes = (deps: CallsApiDeps): Route[] => {
  const { store, starters } = deps;

  const steer = (verb: 'pause' | 'resume', summary: string): Route =>
    defineRoute({
      method: 'post',
      path: `/backfills/:id/${verb}`,
      summary,
      roles: operators,
      params: backfillId,
      answer: answers.controls,
      async handle({ params: { id } }) {
        await requireGoing(deps, id);
        return starters.control(id, { paused: verb === 'pause' });
      },
    });

  return [
    defineRoute({
      method: 'post',
      path: '/backfills',
      summary: 'Copy every call of these campaigns in [from, to); a second start of the same joins the first',
      roles: operators,
      status: 202,
      idempotent: true,
      body: backfillRequest,
      answer: answers.started,
      headers: ({ links }) => ({ Location: links.self }),
      async handle({ body }) {
        const run = await starters.start(body);
        return { id: run.workflowId, ...run, links: backfillLinks(run.workflowId) };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/backfills',
      summary: 'Backfills on record, newest first',
      roles: readers,
      query: backfillsQuery,
      answer: answers.pageOf(answers.backfill),
      async handle({ query }) {
        const { items, nextCursor } = await store.listExecutions({ ...query, kind: 'backfill' });
        const backfills = items.map((execution) => {
          const id = execution.workflowId;
          return { id, execution, links: backfillLinks(id) };
        });
        return { items: backfills, nextCursor };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/backfills/:id',
      summary: 'How a backfill stands; for a dry run, what it found',
      roles: readers,
      params: backfillId,
      answer: answers.backfillProgress,
      handle: ({ params }) => readProgress(deps, params.id),
    }),
    steer('pause', 'Begin no further windows; those in flight end'),
    steer('resume', 'Go on, also after a new credential'),
    defineRoute({
      method: 'post',
      path: '/backfills/:id/cancel',
      summary: 'End a backfill; what it has stored stays',
      roles: operators,
      status: 202,
      params: backfillId,
      answer: z.object({ id: z.string() }),
      async handle({ params: { id } }) {
        await requireGoing(deps, id);
        await starters.cancel(id);
        return { id };
      },
    }),
    defineRoute({
      method: 'patch',
      path: '/backfills/:id',
      summary: "Change windows at a time, or the account's ceiling of requests",
      roles: operators,
      params: backfillId,
      body: backfillControls,
      answer: answers.controls,
      async handle({ params: { id }, body }) {
        await requireGoing(deps, id);
        return starters.control(id, body);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/backfills/:id/windows',
      summary: 'The windows of a backfill, and why each ended as it did',
      roles: readers,
      params: backfillId,
      query: windowsQuery,
      answer: answers.pageOf(answers.windowRow),
      async handle({ params, query }) {
        const execution = await store.execution(params.id);
        if (!execution) throw notFound('Backfill');
        return store.listWindows(execution.id, query);
      },
    }),
  ];
};
