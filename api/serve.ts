import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { answerClientErrors } from './clientErrors.ts';

/** A request must be complete within this; bodies are small. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than clients and proxies keep a connection that nobody uses (60 s): who closes it first breaks no request on its way. */
const KEEP_ALIVE_MS = 75_000;
/** How long answers in flight may take once the process was told to stop. */
const DRAIN_MS = 3_000;

export interface Serving {
  /** With the port that was really taken. */
  readonly url: string;
  /** Ends within a little more than 3 s: no new connections, answers in flight are finished. */
  stop(): Promise<void>;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(force);
}

/**
 * Listens.
 * @throws Error with the code EADDRINUSE when the port is taken
 */
export async function serve(app: RequestListener, host: string, port: number): Promise<Serving> {
  const timeouts = { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS };
  const server = createServer({ ...timeouts, keepAliveTimeout: KEEP_ALIVE_MS }, app);
  answerClientErrors(server);
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, stop: () => close(server) };
}
