import { capacity, heartbeat } from '../../schemas/consultants.ts';
import { invalid, notFound } from '../problems.ts';
import { defineRoute } from '../route.ts';
import type { Route } from '../route.ts';
import * as answers from './answers.ts';
import { callerOf } from './caller.ts';
import { changedRow, foundRow } from './changed.ts';
import type { ConsultantsApiDeps } from './deps.ts';
import { byId, byNumber, eventsQuery } from './queries.ts';
import { admins, attendants, operators, readers } from './roles.ts';

/** Presence, load, protocols and what happened: beside the records that the drop-in API writes. */
export const recordRoutes = ({ store, settings, now }: ConsultantsApiDeps): Route[] => [
  defineRoute({
    method: 'post',
    path: '/:id/heartbeat',
    summary: 'The consultant is there, and offline when nothing is heard for so long (D-21)',
    roles: attendants,
    params: byId,
    body: heartbeat,
    answer: answers.presence,
    async handle({ params: { id }, body: { seconds = settings.heartbeatSeconds }, principal }) {
      if (seconds === 0) throw invalid([{ field: 'seconds', rule: 'must be given here' }]);
      const at = now();
      const until = new Date(at.getTime() + seconds * 1_000).toISOString();
      const row = changedRow(await store.heartbeat(id, until, callerOf(principal, at)));
      return { id, online: row.online ?? false, presentUntil: row.presenceUntil };
    },
  }),
  defineRoute({
    method: 'put',
    path: '/:id/capacity',
    summary: 'How much open work the consultant may have (D-23)',
    roles: operators,
    params: byId,
    body: capacity,
    answer: answers.capacity,
    async handle({ params: { id }, body, principal }) {
      return changedRow(await store.changeConsultant(id, body, { ...callerOf(principal, now()), emails: 'folded' }));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/:id/personal-data',
    summary: 'Everything that is stored about a consultant, deleted or not (LGPD)',
    roles: admins,
    params: byId,
    answer: answers.personalData,
    handle: async ({ params }) => foundRow(await store.personalData(params.id)),
  }),
  defineRoute({
    method: 'delete',
    path: '/:id/personal-data',
    summary: 'Delete a consultant and erase name, e-mail, phone and Pipedrive id for good (LGPD)',
    roles: admins,
    params: byId,
    answer: answers.erasure,
    handle: async ({ params, principal }) =>
      foundRow(await store.erasePersonalData(params.id, callerOf(principal, now()))),
  }),
  defineRoute({
    method: 'get',
    path: '/protocols/:number',
    summary: 'A protocol by its number, with what was noted about it (D-26)',
    roles: readers,
    params: byNumber,
    answer: answers.protocol,
    async handle({ params }) {
      const row = await store.protocolByNumber(params.number);
      if (!row) throw notFound('Protocol');
      return row;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/events',
    summary: 'The log of operations, newest first (D-44)',
    roles: readers,
    query: eventsQuery,
    answer: answers.pageOf(answers.consultantEvent),
    handle: ({ query }) => store.listEvents(query),
  }),
];
