import { consultantChange, newConsultant } from '../../schemas/consultants.ts';
import { defineRoute } from '../route.ts';
import type { Route } from '../route.ts';
import * as answers from './answers.ts';
import { callerOf } from './caller.ts';
import { changedRow, foundRow } from './changed.ts';
import type { ConsultantsApiDeps } from './deps.ts';
import { emailRule } from './dropIn/contract.ts';
import { byId } from './queries.ts';
import { operators, readers } from './roles.ts';

/** The records of consultants in the words of the house: with what the drop-in API does not know, and any credential of ours. */
export const peopleRoutes = ({ store, settings, now }: ConsultantsApiDeps): Route[] => [
  defineRoute({
    method: 'get',
    path: '/people',
    summary: 'All consultants, by id',
    roles: readers,
    answer: answers.pageOf(answers.consultant),
    handle: async () => ({ items: await store.listConsultants(), nextCursor: null }),
  }),
  defineRoute({
    method: 'post',
    path: '/people',
    summary: 'Make a consultant, last in the rotation',
    roles: operators,
    status: 201,
    versioned: true,
    body: newConsultant,
    answer: answers.consultant,
    headers: ({ id }) => ({ Location: `/consultants/people/${id}` }),
    async handle({ body, principal }) {
      const caller = { ...callerOf(principal, now()), ...emailRule(settings) };
      return changedRow(await store.createConsultant(body, caller));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/people/:id',
    summary: 'A consultant',
    roles: readers,
    versioned: true,
    params: byId,
    answer: answers.consultant,
    handle: async ({ params }) => foundRow(await store.consultant(params.id)),
  }),
  defineRoute({
    method: 'patch',
    path: '/people/:id',
    summary: 'Change what the body names of a consultant',
    roles: operators,
    versioned: true,
    ifMatch: true,
    params: byId,
    body: consultantChange,
    answer: answers.consultant,
    async handle({ params, body, principal, ifMatch: version }) {
      const caller = { ...callerOf(principal, now()), ...emailRule(settings), version };
      return changedRow(await store.changeConsultant(params.id, body, caller));
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/people/:id',
    summary: 'Remove a consultant; the history stays',
    roles: operators,
    ifMatch: true,
    params: byId,
    async handle({ params, principal, ifMatch: version }) {
      changedRow(await store.deleteConsultant(params.id, { ...callerOf(principal, now()), version }));
    },
  }),
];
