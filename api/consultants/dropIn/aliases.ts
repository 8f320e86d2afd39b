import { protocoloResponse } from '../../../schemas/consultants.ts';
import { dict, integer } from '../../../schemas/pydantic1.ts';
import type { Reader } from '../../../schemas/pydantic1.ts';
import { endpoint } from '../../fastapi/endpoint.ts';
import type { Endpoint } from '../../fastapi/endpoint.ts';
import { dropInKey, dropInKeyReused, onceOf, replayedHeader } from '../once.ts';
import { callerOf } from '../caller.ts';
import { noSuchConsultant, noSuchProtocol } from './contract.ts';
import type { DropInDeps } from './contract.ts';
import { attendants } from '../roles.ts';
import { protocoloView } from './views.ts';

type ForConsultant = Reader<{ consultor_id: number }>;

/** Numbers as an earlier line of the replaced service gave them (3.7); 0 stands for nobody. */
export function aliasEndpoints({ store, settings, now }: DropInDeps): Endpoint[] {
  const issue = (path: string, summary: string, body: ForConsultant): Endpoint =>
    endpoint({
      method: 'POST',
      path,
      summary,
      roles: attendants,
      body,
      answer: protocoloResponse,
      failure: 'Erro ao gerar protocolo: ',
      idempotent: true,
      async handle({ body: { consultor_id: id }, principal, header }) {
        if (id !== 0 && !(await store.consultant(id))) throw noSuchConsultant();
        const at = now();
        const caller = callerOf(principal, at);
        const route = `POST ${path}`;
        const outcome = await store.takeNumber({
          ...caller,
          numbering: settings.numbering(at),
          needsActive: false,
          attach: false,
          consultantId: id === 0 ? undefined : id,
          once: onceOf({ key: dropInKey(header), caller: caller.actor, route, content: id, now: at }),
        });
        if (outcome.kind === 'key-reused') throw dropInKeyReused();
        const row = outcome.kind === 'given' ? await store.protocolByNumber(outcome.number) : null;
        if (!row) throw noSuchProtocol();
        return { body: protocoloView(row, 0), headers: replayedHeader(outcome.kind === 'given' && outcome.replayed) };
      },
    });

  return [
    issue('/protocolo', 'A protocol for a consultant', dict({ consultor_id: integer() })),
    issue(
      '/protocolo/gerar',
      'A protocol; 0 for no consultant',
      dict({ consultor_id: integer() }, { consultor_id: 0 }),
    ),
  ];
}
