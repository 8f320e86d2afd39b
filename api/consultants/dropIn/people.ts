import { z } from 'zod';
import { consultorResponse, removed } from '../../../schemas/consultants.ts';
import { bool, dict, integer } from '../../../schemas/pydantic1.ts';
import type { Changed, ConsultantFields, ConsultantRow } from '../../../stores/consultants/contract.ts';
import type { Principal } from '../../auth/principal.ts';
import { entityTag } from '../../entityTag.ts';
import { endpoint } from '../../fastapi/endpoint.ts';
import type { Answer, Asked, Endpoint } from '../../fastapi/endpoint.ts';
import { Crash, Refusal } from '../../fastapi/refusal.ts';
import { consultorCreate, consultorUpdate, isSound } from './bodies.ts';
import { callerOf } from '../caller.ts';
import { emailRule, noSuchConsultant } from './contract.ts';
import type { DropInDeps } from './contract.ts';
import { changedMeanwhile, versionOf } from './ifMatch.ts';
import { attendants, operators, readers } from '../roles.ts';
import { consultorView, fieldsOf } from './views.ts';

const byId = dict({ consultor_id: integer() });
const connection = dict({ status: bool });
const BY_ID = '/consultor/{consultor_id}';

/** @throws Refusal when the change was not made */
function done<T>(change: Changed<T>): T {
  switch (change.kind) {
    case 'done':
      return change.row;
    case 'unknown':
      throw noSuchConsultant();
    case 'email-taken':
      throw new Refusal(400, 'Email já cadastrado');
    case 'stale':
      throw changedMeanwhile();
  }
}

const answerWith = (row: ConsultantRow): Answer => ({
  body: consultorView(row),
  headers: { ETag: entityTag(row.version) },
});

/** The records of consultants (3.3: 2 to 7). */
export function peopleEndpoints({ store, settings, now }: DropInDeps): Endpoint[] {
  const writer = (principal: Principal) => ({ ...callerOf(principal, now()), ...emailRule(settings) });
  const change = async (
    id: number,
    fields: Partial<ConsultantFields>,
    { principal, header }: Pick<Asked<unknown, unknown, unknown>, 'principal' | 'header'>,
  ) => {
    const version = versionOf(header);
    return answerWith(done(await store.changeConsultant(id, fields, { ...writer(principal), version })));
  };

  return [
    endpoint({
      method: 'GET',
      path: '/consultores',
      summary: 'All consultants, by id',
      roles: readers,
      answer: z.array(consultorResponse),
      handle: async () => ({ body: (await store.listConsultants()).map(consultorView) }),
    }),
    endpoint({
      method: 'POST',
      path: '/consultor',
      summary: 'Make a consultant, last in the rotation',
      roles: operators,
      body: consultorCreate(settings.strict),
      answer: consultorResponse,
      versioned: true,
      failure: 'Erro interno ao criar consultor: ',
      handle: async ({ body, principal }) =>
        answerWith(done(await store.createConsultant(fieldsOf(body), writer(principal)))),
    }),
    endpoint({
      method: 'GET',
      path: BY_ID,
      summary: 'A consultant',
      roles: readers,
      params: byId,
      answer: consultorResponse,
      versioned: true,
      async handle({ params }) {
        const row = await store.consultant(params.consultor_id);
        if (!row) throw noSuchConsultant();
        return answerWith(row);
      },
    }),
    endpoint({
      method: 'PUT',
      path: BY_ID,
      summary: 'Change what the body names of a consultant',
      roles: operators,
      params: byId,
      body: consultorUpdate(settings.strict),
      answer: consultorResponse,
      versioned: true,
      ifMatch: true,
      async handle({ params: { consultor_id: id }, body, ...asked }) {
        if (isSound(body)) return change(id, fieldsOf(body), asked);
        if (await store.consultant(id))
          throw new Crash('a null where none may stand, answered as the replaced service');
        throw noSuchConsultant();
      },
    }),
    endpoint({
      method: 'DELETE',
      path: BY_ID,
      summary: 'Remove a consultant; the history stays',
      roles: operators,
      params: byId,
      answer: removed,
      ifMatch: true,
      async handle({ params, principal, header }) {
        const version = versionOf(header);
        done(await store.deleteConsultant(params.consultor_id, { ...callerOf(principal, now()), version }));
        return { body: { detail: 'Consultor removido com sucesso' } };
      },
    }),
    endpoint({
      method: 'PUT',
      path: `${BY_ID}/connection`,
      summary: 'Say whether a consultant is online',
      roles: attendants,
      params: byId,
      query: connection,
      answer: consultorResponse,
      versioned: true,
      ifMatch: true,
      handle: ({ params, query, ...asked }) => change(params.consultor_id, { online: query.status }, asked),
    }),
  ];
}
