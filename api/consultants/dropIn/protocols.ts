import { z } from 'zod';
import { MAX_ID, protocoloResponse } from '../../../schemas/consultants.ts';
import { dict, integer, partialDict } from '../../../schemas/pydantic1.ts';
import type { ProtocolRow } from '../../../stores/consultants/contract.ts';
import { entityTag } from '../../entityTag.ts';
import { endpoint } from '../../fastapi/endpoint.ts';
import type { Answer, Endpoint } from '../../fastapi/endpoint.ts';
import { Crash } from '../../fastapi/refusal.ts';
import { protocoloUpdate } from './bodies.ts';
import { callerOf } from '../caller.ts';
import { noSuchProtocol } from './contract.ts';
import type { DropInDeps } from './contract.ts';
import { changedMeanwhile, versionOf } from './ifMatch.ts';
import { attendants, readers } from '../roles.ts';
import { protocoloView } from './views.ts';

const byId = dict({ protocolo_id: integer() });
const BY_ID = '/protocolo/{protocolo_id}';
const DEFAULT_LIMIT = 100;

/** Protocols (3.3: 8 to 10). */
export function protocolEndpoints({ store, settings, now }: DropInDeps): Endpoint[] {
  const { strict, unassigned } = settings;
  const place = strict.paging ? integer() : integer({ min: 0 });
  const page = partialDict({ consultor_id: integer(), skip: place, limit: place });

  const answerWith = (row: ProtocolRow | null): Answer => {
    if (!row) throw noSuchProtocol();
    return { body: protocoloView(row, unassigned), headers: { ETag: entityTag(row.version) } };
  };

  return [
    endpoint({
      method: 'GET',
      path: '/protocolos',
      summary: 'Protocols, by id',
      roles: readers,
      query: page,
      answer: z.array(protocoloResponse),
      async handle({ query: { consultor_id: consultantId, skip = 0, limit = DEFAULT_LIMIT } }) {
        if (skip < 0 || limit < 0) throw new Crash('a negative page, answered as the replaced service');
        // There are no more rows than ids.
        const within = { skip: Math.min(skip, MAX_ID), limit: Math.min(limit, MAX_ID) };
        const rows = limit === 0 ? [] : await store.listProtocols({ consultantId, ...within });
        return { body: rows.map((row) => protocoloView(row, unassigned)) };
      },
    }),
    endpoint({
      method: 'GET',
      path: BY_ID,
      summary: 'A protocol by its id, which is not its number',
      roles: readers,
      params: byId,
      answer: protocoloResponse,
      versioned: true,
      handle: async ({ params }) => answerWith(await store.protocol(params.protocolo_id)),
    }),
    endpoint({
      method: 'PUT',
      path: BY_ID,
      summary: 'Note description, priority and status of a protocol',
      roles: attendants,
      params: byId,
      body: protocoloUpdate,
      answer: protocoloResponse,
      versioned: true,
      ifMatch: true,
      async handle({ params: { protocolo_id: id }, body, principal, header }) {
        const version = versionOf(header);
        if (strict.protocolUpdate) return answerWith(await store.protocol(id));
        const { descricao: description, prioridade: priority, status } = body;
        const named = Object.entries({ description, priority, status }).filter(([, value]) => value !== undefined);
        const caller = { ...callerOf(principal, now()), version };
        const changed = await store.changeProtocol(id, Object.fromEntries(named), caller);
        if (changed.kind === 'stale') throw changedMeanwhile();
        return answerWith(changed.kind === 'done' ? changed.row : null);
      },
    }),
  ];
}
