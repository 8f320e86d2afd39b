import type { IncomingMessage, ServerResponse } from 'node:http';
import { controlReply } from '../support/control.ts';
import { readBody } from '../support/readBody.ts';
import { html, json, jsonText, type Reply } from '../support/reply.ts';
import { send } from '../support/send.ts';
import { deliverEvents } from './events.ts';
import type { FaultRules } from './faults.ts';
import { prepare, type Preparation } from './prepare.ts';
import { callById } from './routes.ts';
import type { Simulator } from './simulator.ts';
import { truthOf } from './truth.ts';
import type { WorldInput } from './world.ts';

type Handler = (sim: Simulator, query: URLSearchParams, body: unknown, baseUrl: string) => unknown;

const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET /__world': (sim) => sim.world,
  'PUT /__world': (sim, _query, body) => sim.setWorld(body as WorldInput),
  'PUT /__tokens': (sim, _query, body) => sim.setTokens(body),
  'GET /__faults': (sim) =>
    sim.faults.rules.map(({ switch: used, params, when, fired }) => ({ switch: used.name, with: params, when, fired })),
  'PUT /__faults': (sim, _query, body) => sim.setFaults(body as FaultRules),
  'GET /__clock': (sim) => ({ now: new Date(sim.clock.now()).toISOString() }),
  'PUT /__clock': (sim, _query, body) => {
    const { now, running } = body as { now: string | null; running?: boolean };
    sim.clock.set(now, running);
  },
  'GET /__journal': (sim, query) => sim.journal.since(Number(query.get('since') ?? 0)),
  'DELETE /__journal': (sim) => sim.journal.clear(),
  'GET /__truth': (sim, query) =>
    truthOf(sim, {
      campaign: query.has('campaign') ? Number(query.get('campaign')) : undefined,
      from: query.get('from') ?? '',
      to: query.get('to') ?? '',
      withIds: query.get('ids') === '1',
    }),
  'POST /__prepare': (sim, _query, body, baseUrl) => prepare(sim, body as Preparation, baseUrl),
  'POST /__events': (sim, _query, body) => deliverEvents(sim, body),
  'PUT /__events': (sim) => sim.enableWebhook(),
  'POST /__reset': (sim) => sim.reset(),
};

const answer = async (sim: Simulator, method: string, url: URL, body: string, baseUrl: string): Promise<Reply> => {
  const id = method === 'GET' ? /^\/__truth\/calls\/([^/]+)$/.exec(url.pathname)?.[1] : undefined;
  if (id !== undefined) {
    const call = callById(sim, id);
    return call === undefined ? json(404, { error: 'no such call' }) : jsonText(200, call);
  }
  if (url.pathname === '/login') return html(200, 'Entrar', 'Informe usuário e senha.');
  const handler = HANDLERS[`${method} ${url.pathname}`];
  return controlReply(body, handler && ((given) => handler(sim, url.searchParams, given, baseUrl)));
};

/** Answers a control request: everything outside `/api/v1`. */
export const serveControl = async (
  sim: Simulator,
  incoming: IncomingMessage,
  response: ServerResponse,
  baseUrl: string,
): Promise<void> => {
  const body = await readBody(incoming);
  const url = new URL(incoming.url ?? '/', 'http://simulator');
  await send(response, await answer(sim, incoming.method ?? 'GET', url, body, baseUrl));
};
