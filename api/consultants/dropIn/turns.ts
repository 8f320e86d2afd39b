import { isLanguageCode } from '../../../rules/consultants/language.ts';
import { consultorDaVezResponse, numeroResponse } from '../../../schemas/consultants.ts';
import { dict, text } from '../../../schemas/pydantic1.ts';
import { endpoint } from '../../fastapi/endpoint.ts';
import type { Endpoint } from '../../fastapi/endpoint.ts';
import { Refusal } from '../../fastapi/refusal.ts';
import { MASK } from '../../fastapi/traffic.ts';
import { dropInKey, dropInKeyReused, onceOf, replayedHeader } from '../once.ts';
import { callerOf } from '../caller.ts';
import type { DropInDeps } from './contract.ts';
import { attendants } from '../roles.ts';
import { daVezView } from './views.ts';

const byLanguage = dict({ idioma: text() });

const FAILED_TURN = 'Erro ao selecionar consultor: ';
const FAILED_NUMBER = 'Erro ao gerar protocolo: ';

const nobodyFor = (language: string) => `Não há consultor disponível para o idioma ${language}`;

/** The language comes from the client, and anything can stand in it: logs show it when it is a code. */
const noConsultant = (language: string, asSeen: boolean): Refusal =>
  asSeen
    ? new Refusal(500, FAILED_TURN)
    : new Refusal(404, nobodyFor(language), { logged: nobodyFor(isLanguageCode(language) ? language : MASK) });

/** Whose turn it is, and numbers (3.3: 1, 11). Both are GET and have effects, as in the replaced service (D-11). */
export const turnEndpoints = ({ store, settings, now }: DropInDeps): Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/consultor/da-vez',
    summary: 'The consultant whose turn it is, and a protocol number; each call takes a turn',
    roles: attendants,
    query: byLanguage,
    answer: consultorDaVezResponse,
    failure: FAILED_TURN,
    idempotent: true,
    async handle({ query: { idioma: language }, principal, header }) {
      const at = now();
      const caller = callerOf(principal, at);
      const route = 'GET /consultor/da-vez';
      const once = onceOf({ key: dropInKey(header), caller: caller.actor, route, content: language, now: at });
      const outcome = await store.takeTurn({
        ...caller,
        language,
        numbering: settings.numbering(at),
        policy: settings.turnPolicy,
        lease: settings.lease,
        mayWait: false,
        once,
      });
      if (outcome.kind === 'key-reused') throw dropInKeyReused();
      if (outcome.kind === 'nobody' || outcome.turn.consultant === null)
        throw noConsultant(language, settings.strict.nobody);
      const { turn, replayed } = outcome;
      return { body: daVezView(turn, outcome.turn.consultant, settings.aliases), headers: replayedHeader(replayed) };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/gerar-protocolo',
    summary: 'A protocol number; each call issues one',
    roles: attendants,
    answer: numeroResponse,
    failure: FAILED_NUMBER,
    idempotent: true,
    async handle({ principal, header }) {
      const at = now();
      const caller = callerOf(principal, at);
      const route = 'GET /gerar-protocolo';
      const outcome = await store.takeNumber({
        ...caller,
        numbering: settings.numbering(at),
        needsActive: settings.numberNeedsActive,
        attach: settings.strict.numberOwner,
        once: onceOf({ key: dropInKey(header), caller: caller.actor, route, content: null, now: at }),
      });
      if (outcome.kind === 'key-reused') throw dropInKeyReused();
      if (outcome.kind === 'nobody-active') throw new Refusal(400, 'Não há consultores ativos no sistema');
      return { body: { numero_protocolo: outcome.number }, headers: replayedHeader(outcome.replayed) };
    },
  }),
];
