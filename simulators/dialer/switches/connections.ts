import { paced, type Reply } from '../../support/reply.ts';
import { failure } from '../reply.ts';
import { defineSwitch } from './Switch.ts';

const redirect = (status: number, location: string): Reply => ({
  ...failure(status, 'Redirecionado', location),
  headers: { location },
});

/** Answers that are slow, cut, or elsewhere (cases 41–43). */
export const connections = [
  defineSwitch({
    name: 'latency',
    spec: '41',
    does: 'Every answer waits a fixed time.',
    params: { ms: 50 },
    reply: (reply, { params: { ms } }) => paced(reply, { firstByteMs: ms }),
  }),
  defineSwitch({
    name: 'slow-first-byte',
    spec: '41',
    does: 'Nothing comes for a long while.',
    params: { ms: 60_000 },
    reply: (reply, { params: { ms } }) => paced(reply, { firstByteMs: ms }),
  }),
  defineSwitch({
    name: 'slow-drip',
    spec: '41',
    does: 'The body comes in `chunkBytes` with `gapMs` between them.',
    params: { chunkBytes: 16, gapMs: 1000 },
    reply: (reply, { params }) => paced(reply, params),
  }),
  defineSwitch({
    name: 'never-answers',
    spec: '41',
    does: 'The connection stays open and silent.',
    params: {},
    reply: (reply) => paced(reply, { never: true }),
  }),
  defineSwitch({
    name: 'reset-mid-body',
    spec: '41',
    does: 'The connection is cut after `bytes` of the body.',
    params: { bytes: 100 },
    reply: (reply, { params: { bytes } }) => paced(reply, { resetAfterBytes: bytes }),
  }),
  defineSwitch({
    name: 'redirect-drops-query',
    spec: '42',
    does: 'A redirect to `to` (https) without the query; a client that follows it drops the header too.',
    params: { status: 301, to: 'https://localhost:1' },
    before: ({ turn, params: { status, to } }) =>
      redirect(status, `${to}${new URL(turn.baseUrl).pathname}${turn.walk.split('?')[0]}`),
  }),
  defineSwitch({
    name: 'redirect-to-login',
    spec: '42',
    does: 'A redirect to a login page, which answers 200 with HTML.',
    params: {},
    before: ({ turn }) => redirect(302, new URL('/login', turn.baseUrl).href),
  }),
  defineSwitch({
    name: 'connection-dropped',
    spec: '43',
    does: 'The connection ends before any byte. (DNS failure: ask `http://nowhere.invalid`; TLS failure: ask this port by `https:`.)',
    params: {},
    reply: (reply) => paced(reply, { resetAfterBytes: 0 }),
  }),
];
