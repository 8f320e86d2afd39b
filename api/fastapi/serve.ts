import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { FieldFault, Reader } from '../../schemas/pydantic1.ts';
import type { Principal } from '../auth/principal.ts';
import { nobody } from '../auth/principal.ts';
import { readBody } from './body.ts';
import type { createCors } from './cors.ts';
import type { Answer, Endpoint } from './endpoint.ts';
import { createMatch, decodePath } from './match.ts';
import type { Match } from './match.ts';
import { Crash, noSuchPath, Refusal, unprocessable, wrongMethod } from './refusal.ts';
import { shownPath } from './traffic.ts';
import type { Exchange, Traffic } from './traffic.ts';

export interface ServeDeps {
  readonly endpoints: readonly Endpoint[];
  readonly cors: ReturnType<typeof createCors>;
  /** Who asks, if they may ask for this. @throws Refusal */
  admit(request: Request, endpoint: Endpoint): Promise<Principal>;
  readonly traffic: Traffic | null;
  readonly log: Logger;
}

/** An answer, ready to be sent. */
interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string | undefined;
  readonly text: string;
  readonly body: unknown;
}

/** Exactly what FastAPI writes. */
const JSON_TYPE = 'application/json';
const TEXT_TYPE = 'text/plain; charset=utf-8';

/** Serves endpoints as FastAPI does: its order of checks, its words, its status codes (3.1). */
export function serveAsFastApi({ endpoints, cors, admit, traffic, log }: ServeDeps) {
  const match = createMatch(endpoints);

  /** @throws Refusal for the first of: malformed body, no or wrong credential, fields that are not valid */
  async function answer(found: Match, search: string, request: Request, response: Response): Promise<Reply> {
    if (found.kind === 'wrong-method') throw wrongMethod(found.allowed);
    const { endpoint, params } = found;
    const sent = endpoint.body && (await readBody(request));
    const principal = endpoint.roles === 'public' ? nobody : await admit(request, endpoint);
    Object.assign(response.locals, { principal, by: `${principal.kind}:${principal.id}` });
    const faults: FieldFault[] = [];
    const read = (reader: Reader<unknown> | undefined, value: unknown, where: string) =>
      reader?.(value, [where], faults);
    const asked = {
      params: read(endpoint.params, params, 'path'),
      query: read(endpoint.query, lastOfEach(search), 'query'),
      body: read(endpoint.body, sent, 'body'),
      principal,
      header: (name: string) => request.get(name),
    };
    if (faults.length > 0) throw unprocessable(...faults);
    return replyOf(await endpoint.handle(asked));
  }

  function failed(error: unknown, found: Match, { locals }: Response): Reply {
    const { requestId, route } = locals;
    log.error({ requestId, route, err: error }, error instanceof Crash ? error.message : 'unhandled error');
    const words = found.kind === 'endpoint' ? found.endpoint.failure : undefined;
    if (words === undefined || error instanceof Crash) return bareFailure;
    return jsonReply(500, { detail: `${words}${requestId}` });
  }

  async function serve(found: Match, request: Request, response: Response): Promise<void> {
    const startedAt = performance.now();
    const { endpoint, path, params } = declared(found);
    const search = searchOf(request);
    response.locals['route'] = request.baseUrl + path.replace(/\{(\w+)\}/g, ':$1');
    const exchange = traffic && {
      id: String(response.locals['requestId']),
      method: request.method,
      path: shownPath(path, params),
      params: declaredParams(endpoint, search),
    };
    if (exchange) traffic.asked(exchange);
    let reply: Reply;
    try {
      reply = await answer(found, search, request, response);
    } catch (error) {
      reply = error instanceof Refusal ? refusalReply(error) : failed(error, found, response);
      if (exchange) traffic.refused(exchange, error instanceof Refusal ? error.message : 'Internal Server Error');
    }
    send(response, reply);
    if (exchange) traffic.answered(exchange, reply.status, (performance.now() - startedAt) / 1_000, reply.body);
  }

  /** Answers the paths it knows, whatever the method; passes on the others. */
  const known: RequestHandler = (request, response, next) => {
    const found = match(request.method, decodePath(request.path));
    if (!found) next();
    else if (!cors(request, response)) serve(found, request, response).catch(next);
  };

  /** Answers what nobody knows: 307 where a slash too much is all that is wrong, otherwise 404. */
  const rest: RequestHandler = (request, response) => {
    if (cors(request, response)) return;
    const bare = request.path.replace(/(?<!\/)\/+$/, '');
    const isSlashTooMuch = bare !== request.path && match(request.method, decodePath(bare)) !== null;
    const location = `${originOf(request)}${request.baseUrl}${bare}${searchOf(request)}`;
    send(response, isSlashTooMuch ? redirect(location) : refusalReply(noSuchPath()));
  };

  return { known, rest };
}

const declared = (found: Match) =>
  found.kind === 'endpoint'
    ? { endpoint: found.endpoint, path: found.endpoint.path, params: found.params }
    : { endpoint: null, path: found.path, params: {} };

/** The query with its `?`, as it came. */
const searchOf = ({ url, path }: Request): string => url.slice(path.length);

/** Of a parameter that comes more than once the last counts, as in Starlette. */
function lastOfEach(search: string): Record<string, string> {
  return search === '' ? {} : Object.fromEntries(new URLSearchParams(search));
}

function declaredParams(endpoint: Endpoint | null, search: string): Exchange['params'] {
  const names = Object.keys((endpoint?.query?.schema['properties'] ?? {}) as object);
  const sent = Object.entries(lastOfEach(search)).filter(([name]) => names.includes(name));
  return sent.length > 0 ? Object.fromEntries(sent) : null;
}

/** `https://host:port`; nothing without a host that is one, and the address is then relative. */
const originOf = ({ protocol, host }: Request): string =>
  /^[\w.:[\]-]+$/.test(host ?? '') ? `${protocol}://${host}` : '';

const jsonReply = (status: number, body: unknown, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers,
  contentType: JSON_TYPE,
  text: JSON.stringify(body),
  body,
});

const bareFailure: Reply = {
  status: 500,
  headers: {},
  contentType: TEXT_TYPE,
  text: 'Internal Server Error',
  body: undefined,
};

const refusalReply = ({ status, detail, headers }: Refusal): Reply => jsonReply(status, { detail }, headers);

const replyOf = ({ body, headers = {}, contentType }: Answer): Reply =>
  contentType === undefined
    ? jsonReply(200, body, headers)
    : { status: 200, headers, contentType, text: String(body), body: undefined };

const redirect = (location: string): Reply => ({
  status: 307,
  headers: { Location: location },
  contentType: undefined,
  text: '',
  body: undefined,
});

function send(response: Response, { status, headers, contentType, text }: Reply): void {
  if (response.headersSent || response.destroyed) return;
  response.statusCode = status;
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (contentType !== undefined) response.setHeader('Content-Type', contentType);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(text);
}
