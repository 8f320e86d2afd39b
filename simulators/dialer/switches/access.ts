import type { Reply } from '../../support/reply.ts';
import { retryAfter } from '../../support/retryAfter.ts';
import { failure, tooManyRequests, unauthorized } from '../reply.ts';
import { defineSwitch, type Act } from './Switch.ts';

/** A 429 with one of the forms of `Retry-After`. */
export const rateLimited = (form: string, seconds: number): Reply => {
  const reply = failure(429, 'Muitas requisições', 'Limite excedido');
  return { ...reply, headers: { ...reply.headers, ...retryAfter(form, seconds) } };
};

/** Epoch ms of a parameter, or of the first request that met the rule when it is null. */
export const sinceWhen = ({ memory, turn }: Act<object>, at: string | number | null): number => {
  if (at !== null) return typeof at === 'number' ? at : Date.parse(at);
  if (!memory.has('since')) memory.set('since', turn.now);
  return memory.get('since') as number;
};

/** Credentials, rights, validation and limits told by status (cases 32–35). */
export const access = [
  defineSwitch({
    name: 'unauthorized',
    spec: '32',
    does: '401.',
    params: {},
    before: unauthorized,
  }),
  defineSwitch({
    name: 'token-expires',
    spec: '32',
    does: 'The token of the first request that meets the rule is dead from then on, everywhere. `PUT /__tokens` forgives.',
    params: {},
    before: ({ memory, turn }) => {
      if (memory.has('spent') || turn.token === null) return undefined;
      memory.set('spent', true);
      turn.expire(turn.token);
      return unauthorized();
    },
  }),
  defineSwitch({
    name: 'token-revoked',
    spec: '32',
    does: 'Revoked at `at` (account clock; null = first request); for `spreadSeconds` some nodes still accept it. `token` null = every token.',
    params: { token: null as string | null, at: null as string | null, spreadSeconds: 60 },
    before: (act) => {
      const { token, at, spreadSeconds } = act.params;
      if (token !== null && act.turn.token !== token) return undefined;
      const elapsed = act.turn.now - sinceWhen(act, at);
      if (elapsed < 0) return undefined;
      return elapsed >= spreadSeconds * 1000 || act.turn.chance(32) < 0.5 ? unauthorized() : undefined;
    },
  }),
  defineSwitch({
    name: 'personal-cut-off',
    spec: '32',
    does: 'Personal tokens are refused from `at` on.',
    params: { at: '2026-10-01T00:00:00-03:00' },
    before: ({ turn, params }) =>
      turn.credential?.kind === 'personal' && turn.now >= Date.parse(params.at) ? unauthorized() : undefined,
  }),
  defineSwitch({
    name: 'forbidden',
    spec: '33',
    does: '403 by role.',
    params: {},
    before: () => failure(403, 'Proibido', 'Seu perfil não tem acesso'),
  }),
  defineSwitch({
    name: 'validation-error',
    spec: '34',
    does: '422 with `errors`. (422 without `end_date` is clean behaviour.)',
    params: { field: 'start_date' },
    before: ({ params: { field } }) =>
      failure(422, 'Erro de validação', 'Os dados informados são inválidos.', {
        [field]: [`O campo ${field} é inválido.`],
      }),
  }),
  defineSwitch({
    name: 'too-many-requests-422',
    spec: '34',
    does: '422 "Muitas requisições".',
    params: {},
    before: tooManyRequests,
  }),
  defineSwitch({
    name: 'rate-limited',
    spec: '35',
    does: '429; `retryAfter` is `seconds`, `date`, `past`, `absent`, `zero` or `absurd`.',
    params: { retryAfter: 'seconds', seconds: 1 },
    before: ({ params: { retryAfter, seconds } }) => rateLimited(retryAfter, seconds),
  }),
];
