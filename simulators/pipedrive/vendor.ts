import type { IncomingMessage, ServerResponse } from 'node:http';
import { fraction, hash32 } from '../support/random.ts';
import { readBody } from '../support/readBody.ts';
import { isCut, type Reply } from '../support/reply.ts';
import { send } from '../support/send.ts';
import { unauthorized } from './answers.ts';
import { match, type ActiveRule } from './faults.ts';
import { vendorReply } from './routes.ts';
import type { Simulator } from './simulator.ts';
import { readTurn, type Turn } from './turn.ts';

/** The vendor as it should be. */
const serve = (sim: Simulator, turn: Turn, asOf: number): Reply =>
  turn.token !== null && sim.world.tokens.includes(turn.token)
    ? vendorReply({ world: sim.world, account: sim.account, asOf }, turn)
    : unauthorized();

/** The vendor under its faults: the first rule that answers in its place also says what becomes of the request. */
const serveFaulty = (sim: Simulator, turn: Turn, rules: readonly ActiveRule[]): Reply => {
  const asOf = turn.now - Math.max(0, ...rules.map((rule) => rule.switch.lagMs?.(rule.params) ?? 0));
  const spoilt = rules.find((rule) => rule.switch.instead);
  if (!spoilt) {
    return rules.reduce(
      (reply, { switch: used, params }) => used.reply?.(reply, { params, turn }) ?? reply,
      serve(sim, turn, asOf),
    );
  }
  const { effect, lateMs } = spoilt.params;
  if (effect === 'done') serve(sim, turn, asOf);
  if (effect === 'late') {
    const now = turn.now + Number(lateMs);
    sim.account.bringLater(now, () => serve(sim, { ...turn, now }, now));
  }
  return spoilt.switch.instead?.({ params: spoilt.params, turn }) ?? unauthorized();
};

/** Answers one request below `/api/v1` and notes it in the journal. */
export const serveVendor = async (
  sim: Simulator,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const body = await readBody(incoming);
  const n = ++sim.requests;
  const now = sim.clock.now();
  sim.account.catchUp(now);
  const chance = (salt: number) => fraction(hash32(hash32(sim.seed, n), salt));
  const turn = readTurn(incoming, { n, now, body, chance });
  const protocol = sim.protocolIn(body) ?? sim.protocolIn([...turn.query.values()].join('\n'));
  const rules = match(sim.faults, turn, protocol);
  const { headers, refused } = sim.limiter.take(turn, sim.world);
  const reply = refused ?? serveFaulty(sim, turn, rules);
  sim.journal.note({
    n,
    at: new Date().toISOString(),
    method: turn.method,
    path: turn.path,
    query: turn.query.toString(),
    protocol,
    credentialIn: turn.credentialIn,
    status: isCut(reply) ? 0 : reply.status,
    faults: rules.map((rule) => rule.switch.name),
  });
  await send(response, { ...reply, headers: { ...headers, ...reply.headers } });
};
