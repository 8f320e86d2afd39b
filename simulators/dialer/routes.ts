import { json, jsonText, type Reply } from '../support/reply.ts';
import { readCallsQuery } from './callsQuery.ts';
import type { ActiveRule } from './faults.ts';
import { findRow } from './ids.ts';
import { callJson, isListed } from './listing.ts';
import { callsPage, callsTotal } from './pages.ts';
import { failure, tooManyRequests, unauthorized } from './reply.ts';
import type { VendorRequest } from './request.ts';
import type { Simulator } from './simulator.ts';
import type { Turn } from './turn.ts';

const RECORDING_PAUSE_MS = 5000;
const notFound = () => failure(404, 'Não encontrado', 'Recurso não encontrado');

/** The credential's own answer; undefined = it may go on (3.2). */
const refusal = (sim: Simulator, { agentId }: VendorRequest, { credential, route }: Turn): Reply | undefined => {
  if (route === 'authenticate') return undefined;
  if (!credential || sim.expired.has(credential.token)) return unauthorized();
  if (credential.role !== 'agent' && agentId !== undefined)
    return failure(400, 'Erro', 'X-Agent-Id não é permitido para este token');
  if (credential.role === 'agent' && agentId === undefined) return failure(400, 'Erro', 'X-Agent-Id é obrigatório');
  return credential.role === 'agent' ? failure(403, 'Proibido', 'Seu perfil não tem acesso') : undefined;
};

const calls = (sim: Simulator, request: VendorRequest, turn: Turn, rules: readonly ActiveRule[]): Reply => {
  const paged = turn.route === 'calls';
  const query = new URLSearchParams(request.query);
  if (request.rawPage !== null) query.set('page', request.rawPage);
  const plan = readCallsQuery(query, paged);
  if ('errors' in plan) return failure(422, 'Erro de validação', 'Os dados informados são inválidos.', plan.errors);
  return paged ? callsPage(sim, plan, turn, rules) : callsTotal(sim, plan, turn, rules);
};

/** The true content of one call at this moment, or undefined when the vendor does not list it. */
export const callById = (sim: Simulator, id: string): string | undefined => {
  const now = sim.clock.now();
  const row = findRow(id, sim.world, sim.calendar);
  return row && isListed(sim, row, now) ? callJson(sim, row, sim.faults.standing, now, true) : undefined;
};

const call = (sim: Simulator, path: string): Reply => {
  const text = callById(sim, path.split('/')[2] ?? '');
  return text === undefined ? notFound() : jsonText(200, `{"status":200,"title":"OK","detail":"","data":${text}}`);
};

/** About one recording each five seconds of the account's clock (3.6). */
const recording = (sim: Simulator, path: string, now: number): Reply => {
  const since = now - sim.lastRecordingAt;
  if (since >= 0 && since < RECORDING_PAUSE_MS) return tooManyRequests();
  sim.lastRecordingAt = now;
  const [, , id = '', kind = ''] = path.split('/');
  const text = callById(sim, id);
  const found = text !== undefined && (JSON.parse(text) as Record<string, unknown>)[kind];
  if (!found) return notFound();
  return { status: 200, headers: { 'content-type': 'audio/mpeg' }, body: Buffer.from(`ID3 synthetic ${id}`) };
};

/** `GET /campaigns` (3.7), paged like the calls. */
const campaigns = (sim: Simulator, { query, rawPage }: VendorRequest, turn: Turn): Reply => {
  const search = query.get('search')?.toLowerCase() ?? '';
  const paused = query.get('paused');
  const found = sim.world.campaigns.filter(
    (campaign) =>
      campaign.name.toLowerCase().includes(search) &&
      (paused === null || campaign.paused === (paused === 'true' || paused === '1')),
  );
  const perPage = Number(query.get('per_page') ?? 15);
  const page = Number(rawPage ?? 1);
  if (!(perPage >= 1 && page >= 1)) return failure(422, 'Erro de validação', 'Os dados informados são inválidos.');
  const slice = found.slice((page - 1) * perPage, page * perPage);
  const data = slice.map(({ id, name, paused: isPaused, from, to }) => ({
    id,
    name,
    paused: isPaused,
    start_time: `${from}:00`,
    end_time: `${to}:00`,
    is_on_active_time: !isPaused,
  }));
  const link = (to: number) => `${turn.baseUrl}${turn.walk}&page=${to}`;
  const pagination = {
    total: found.length,
    count: data.length,
    per_page: perPage,
    current_page: page,
    total_pages: Math.ceil(found.length / perPage),
    links: page * perPage < found.length ? { next: link(page + 1) } : {},
  };
  return json(200, { status: 200, title: 'OK', detail: '', data, meta: { pagination } }, data.length);
};

/** `POST /authenticate` (3.2): the first token of the table for the world's only user. */
const authenticate = (sim: Simulator, body: string): Reply => {
  const { user, password } = sim.world.login;
  const given = new URLSearchParams(body);
  try {
    for (const [name, value] of Object.entries(JSON.parse(body) as object)) given.set(name, String(value));
  } catch {
    // A form instead of JSON: already read above.
  }
  if (given.get('user') !== user || given.get('password') !== password) return unauthorized();
  return json(200, { status: 200, title: 'OK', detail: '', data: { api_token: sim.world.tokens[0]?.token } });
};

/** The vendor's answer to a request, without those faults that replace or bend answers. */
export const vendorReply = (
  sim: Simulator,
  request: VendorRequest,
  turn: Turn,
  rules: readonly ActiveRule[],
  body: string,
): Reply => {
  const refused = refusal(sim, request, turn);
  if (refused) return refused;
  if (turn.route === 'authenticate') return request.method === 'POST' ? authenticate(sim, body) : notFound();
  if (request.method !== 'GET') return failure(405, 'Erro', 'Método não permitido');
  if (turn.route === 'calls' || turn.route === 'total') return calls(sim, request, turn, rules);
  if (turn.route === 'campaigns') return campaigns(sim, request, turn);
  if (turn.route === 'call') return call(sim, request.path);
  return turn.route === 'recording' ? recording(sim, request.path, turn.now) : notFound();
};
