import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../support/readBody.ts';
import { isCut, type Reply } from '../support/reply.ts';
import { send } from '../support/send.ts';
import { actOf } from './pages.ts';
import { readRequest, turnOf } from './request.ts';
import { vendorReply } from './routes.ts';
import type { Simulator } from './simulator.ts';
import type { ActiveRule } from './faults.ts';
import type { Turn } from './turn.ts';

const answerInstead = (rules: readonly ActiveRule[], turn: Turn): Reply | undefined => {
  for (const rule of rules) {
    const reply = rule.switch.before?.(actOf(rule, turn));
    if (reply) return reply;
  }
  return undefined;
};

/** Answers one request below `/api/v1` and notes it in the journal. */
export const serveVendor = async (
  sim: Simulator,
  incoming: IncomingMessage,
  response: ServerResponse,
  at: { readonly baseUrl: string; readonly connections: number; readonly connection: number },
): Promise<void> => {
  const n = ++sim.requests;
  const request = readRequest(incoming);
  const turn = turnOf(sim, request, n, at);
  const rules = sim.faults.match(turn);
  const body = request.method === 'POST' ? await readBody(incoming) : '';
  let reply = answerInstead(rules, turn) ?? vendorReply(sim, request, turn, rules, body);
  for (const rule of rules) reply = rule.switch.reply?.(reply, actOf(rule, turn)) ?? reply;
  sim.journal.note({
    n,
    at: new Date().toISOString(),
    method: request.method,
    path: request.path,
    query: request.query.toString(),
    credentialIn: request.credentialIn,
    connection: at.connection,
    status: isCut(reply) ? 0 : reply.status,
    page: turn.page,
    rows: reply.rows ?? null,
  });
  await send(response, reply);
};
