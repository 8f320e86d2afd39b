import type { IncomingMessage, ServerResponse } from 'node:http';
import { controlReply } from '../support/control.ts';
import { readBody } from '../support/readBody.ts';
import { send } from '../support/send.ts';
import type { FaultRules } from './faults.ts';
import type { Simulator } from './simulator.ts';
import { truthOf } from './truth.ts';
import type { WorldInput } from './world.ts';

type Handler = (sim: Simulator, query: URLSearchParams, given: unknown) => unknown;

const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET /__world': (sim) => sim.world,
  'PUT /__world': (sim, _query, given) => sim.setWorld(given as WorldInput),
  'PUT /__tokens': (sim, _query, given) => sim.setTokens(given as string[]),
  'GET /__faults': (sim) =>
    sim.faults.map(({ switch: used, params, when, fired }) => ({ switch: used.name, with: params, when, fired })),
  'PUT /__faults': (sim, _query, given) => sim.setFaults(given as FaultRules),
  'GET /__clock': (sim) => ({ now: new Date(sim.clock.now()).toISOString() }),
  'PUT /__clock': (sim, _query, given) => {
    const { now, running } = given as { now: string | null; running?: boolean };
    sim.clock.set(now, running);
  },
  'GET /__journal': (sim, query) => sim.journal.since(Number(query.get('since') ?? 0)),
  'DELETE /__journal': (sim) => sim.journal.clear(),
  'GET /__truth': (sim, query) => {
    const truth = truthOf(sim);
    const number = query.get('number');
    return number === null ? truth : (truth[number] ?? { effects: [], standing: [] });
  },
  'POST /__reset': (sim) => sim.reset(),
};

/** Answers a control request: everything outside `/api/v1`. */
export const serveControl = async (
  sim: Simulator,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const body = await readBody(incoming);
  const url = new URL(incoming.url ?? '/', 'http://simulator');
  const handler = HANDLERS[`${incoming.method} ${url.pathname}`];
  await send(response, await controlReply(body, handler && ((given) => handler(sim, url.searchParams, given))));
};
