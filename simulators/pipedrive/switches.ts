import type { Params } from '../support/parameters.ts';
import { errorPage, html, json, paced, type Reply } from '../support/reply.ts';
import { retryAfter } from '../support/retryAfter.ts';
import { refusal, unauthorized } from './answers.ts';
import type { Turn } from './turn.ts';

/** One use of a switch: its parameters and the request at hand. */
interface Act<P> {
  readonly params: P;
  readonly turn: Turn;
}

/** One named misbehaviour. */
export interface Switch<P extends object = Params> {
  readonly name: string;
  readonly does: string;
  /** Every parameter with its default. One that has `effect` and `lateMs` says what becomes of the request. */
  readonly params: P;
  /** Answers in the place of the vendor. */
  instead?(act: Act<P>): Reply;
  /** Bends the vendor's own answer. */
  reply?(reply: Reply, act: Act<P>): Reply;
  /** Age of the copy from which reads are answered, in ms. */
  lagMs?(params: P): number;
}

/** Declares a switch with typed parameters. */
const defineSwitch = <P extends object>(declared: Switch<P>): Switch => declared as unknown as Switch;

/**
 * What becomes of a request whose answer is spoilt: nothing (`none`), all of it at once (`done`), or all of it when nobody
 * waits any more (`late`: `lateMs` of the account's clock afterwards).
 */
export const FATE = { effect: 'none', lateMs: 10_000 };

/** Every named misbehaviour. */
export const SWITCHES: readonly Switch[] = [
  defineSwitch({
    name: 'unauthorized',
    does: '401.',
    params: {},
    instead: unauthorized,
  }),
  defineSwitch({
    name: 'refused',
    does: 'A refusal by `status`: 400, 402, 403, 404, 410, 422.',
    params: { status: 400 },
    instead: ({ params: { status } }) => refusal(status, 'refused'),
  }),
  defineSwitch({
    name: 'rate-limited',
    does: '429; `retryAfter` is `seconds`, `date`, `past`, `absent`, `zero` or `absurd`.',
    params: { retryAfter: 'seconds', seconds: 2 },
    instead: ({ params }) => {
      const reply = refusal(429, 'request over limit');
      return { ...reply, headers: { ...reply.headers, ...retryAfter(params.retryAfter, params.seconds) } };
    },
  }),
  defineSwitch({
    name: 'server-error',
    does: '5xx with HTML.',
    params: { status: 503, ...FATE },
    instead: ({ params: { status } }) => errorPage(status),
  }),
  defineSwitch({
    name: 'web-page',
    does: '200 with HTML.',
    params: { ...FATE },
    instead: () => html(200, 'Pipedrive', 'Just a moment...'),
  }),
  defineSwitch({
    name: 'no-success',
    does: '200 whose body says `success: false`.',
    params: { ...FATE },
    instead: () => json(200, { success: false, error: 'refused', data: null }),
  }),
  defineSwitch({
    name: 'odd-shape',
    does: '200 with JSON that is no envelope.',
    params: { ...FATE },
    instead: () => json(200, ['odd']),
  }),
  defineSwitch({
    name: 'silence',
    does: 'The connection stays open and silent.',
    params: { ...FATE },
    instead: () => paced(refusal(503, 'silence'), { never: true }),
  }),
  defineSwitch({
    name: 'connection-cut',
    does: 'The connection ends before any byte.',
    params: { ...FATE },
    instead: () => paced(refusal(503, 'cut'), { resetAfterBytes: 0 }),
  }),
  defineSwitch({
    name: 'redirect',
    does: 'A redirect to `to`.',
    params: { status: 302, to: 'https://localhost:1/login' },
    instead: ({ params: { status, to } }) => ({ ...refusal(status, 'moved'), headers: { location: to } }),
  }),
  defineSwitch({
    name: 'slow',
    does: 'The answer comes `ms` after the effect.',
    params: { ms: 1_000 },
    reply: (reply, { params: { ms } }) => paced(reply, { firstByteMs: ms }),
  }),
  defineSwitch({
    name: 'cut-body',
    does: 'The connection ends after `bytes` of the body, and after the effect.',
    params: { bytes: 10 },
    reply: (reply, { params: { bytes } }) => paced(reply, { resetAfterBytes: bytes }),
  }),
  defineSwitch({
    name: 'stale-reads',
    does: 'Lists, searches and single reads come from a copy that is `ms` of the account clock old.',
    params: { ms: 5_000 },
    lagMs: ({ ms }) => ms,
  }),
];

const byName = new Map(SWITCHES.map((declared) => [declared.name, declared]));

/** The switch of this name. Throws when there is none. */
export const findSwitch = (name: string): Switch => {
  const found = byName.get(name);
  if (!found) throw new RangeError(`no switch is called ${name}`);
  return found;
};
