import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiRoot } from '../../../../activities/calls/dialer/address.ts';
import { createDialer, type Dialer, type DialerOptions } from '../../../../activities/calls/dialer/client.ts';
import { CallError } from '../../../../activities/calls/errors.ts';

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** A server of one's own for what the simulator does not say, and what it was asked. */
export interface TinyVendor {
  readonly root: URL;
  readonly asked: Asked[];
  close(): Promise<void>;
}

export async function startVendor(answer: RequestListener): Promise<TinyVendor> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://vendor');
    asked.push({ path: url.pathname, query: url.searchParams, headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    root: new URL(`http://127.0.0.1:${port}/api/v1/`),
    asked,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** A server that answers every request with this JSON. */
export const startJsonVendor = (body: unknown): Promise<TinyVendor> =>
  startVendor((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)));

export const TOKEN = 'sim-token-1';
export const RANGE = { campaign: 5, startDate: '2026-11-10 09:55:00', endDate: '2026-11-10 11:04:59' };
export const PAGE = { ...RANGE, page: 1, perPage: 100 };

/** A client with generous limits and no pacing; `pauses` collects how long it was told to slow down. */
export function aDialer(base: URL | string, options: Partial<DialerOptions> = {}): Dialer & { pauses: number[] } {
  const pauses: number[] = [];
  const dialer = createDialer({
    root: base instanceof URL ? base : apiRoot(base, false),
    token: async () => TOKEN,
    tokenStyle: 'header',
    campaignParameter: 'campaigns[]',
    pagination: 'auto',
    limits: { firstByteMs: 5_000, idleMs: 5_000, totalMs: 10_000 },
    permits: { take: async () => undefined, slowDown: async (afterMs) => void pauses.push(afterMs) },
    now: Date.now,
    ...options,
  });
  return { ...dialer, pauses };
}

/** The CallError that the work ends with; anything else fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<CallError> {
  const error: unknown = await work.then(
    (value) => new Error(`succeeded with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof CallError) return error;
  throw error;
}
