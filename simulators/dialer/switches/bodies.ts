import { gzipSync } from 'node:zlib';
import { html, json, paced, type Reply } from '../../support/reply.ts';
import { errorBody } from '../reply.ts';
import { defineSwitch } from './Switch.ts';

const half = ({ body }: Reply) => Math.floor(body.length / 2);
const withHeader = (reply: Reply, name: string, value: string): Reply => ({
  ...reply,
  headers: { ...reply.headers, [name]: value },
});

/** Bodies that cannot be read, or say something else than their status (cases 37–40). */
export const bodies = [
  defineSwitch({
    name: 'html-login',
    spec: '37',
    does: '200 with the HTML of a login page.',
    params: {},
    before: () => html(200, 'Entrar', '<form><input name="user"><input name="password"></form>'),
  }),
  defineSwitch({
    name: 'empty-body',
    spec: '38',
    does: '200 with nothing.',
    params: {},
    before: () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.alloc(0) }),
  }),
  defineSwitch({
    name: 'truncated-json',
    spec: '39',
    does: 'Half of the JSON, as if that were all.',
    params: {},
    reply: (reply) => ({ ...reply, body: reply.body.subarray(0, half(reply)) }),
  }),
  defineSwitch({
    name: 'cut-connection',
    spec: '39',
    does: 'The right `Content-Length`, but the connection ends half-way.',
    params: {},
    reply: (reply) => paced(reply, { resetAfterBytes: half(reply) }),
  }),
  defineSwitch({
    name: 'corrupt-gzip',
    spec: '39',
    does: 'A gzip body with damaged bytes.',
    params: {},
    reply: (reply) => {
      const body = gzipSync(reply.body);
      body.fill(0xff, Math.floor(body.length / 2), Math.floor(body.length / 2) + 16);
      return withHeader({ ...reply, body }, 'content-encoding', 'gzip');
    },
  }),
  defineSwitch({
    name: 'wrong-charset',
    spec: '39',
    does: 'Latin-1 bytes declared as UTF-8.',
    params: {},
    reply: (reply) =>
      withHeader(
        { ...reply, body: Buffer.from(reply.body.toString(), 'latin1') },
        'content-type',
        'application/json; charset=utf-8',
      ),
  }),
  defineSwitch({
    name: 'byte-order-mark',
    spec: '39',
    does: 'A byte order mark before the JSON.',
    params: {},
    reply: (reply) => ({ ...reply, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), reply.body]) }),
  }),
  defineSwitch({
    name: 'body-status',
    spec: '40',
    does: 'HTTP 200 whose body says another `status`.',
    params: { status: 500 },
    before: ({ params: { status } }) => json(200, errorBody(status, 'Erro', 'Erro interno')),
  }),
  defineSwitch({
    name: 'no-body-status',
    spec: '40',
    does: 'A body without `status`.',
    params: {},
    envelope: ({ status: _status, ...body }) => body,
  }),
  defineSwitch({
    name: 'bare-list',
    spec: '40',
    does: 'The list alone, without an envelope.',
    params: {},
    envelope: ({ data }) => data,
  }),
  defineSwitch({
    name: 'nested-data',
    spec: '3.4',
    does: 'The list as `data.data`.',
    params: {},
    envelope: ({ data, ...body }) => ({ ...body, data: { data } }),
  }),
];
