import { startDialer, type Dialer, type DialerOptions } from '../../simulators/dialer/start.ts';

/** The day that tests read, whole and long over by the clock they set. */
export const DAY = '2026-11-10';
export const DAY_RANGE = { from: '2026-11-10T03:00:00.000Z', to: '2026-11-11T03:00:00.000Z' };

export type Call = Record<string, unknown> & { id: string };
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // The shape under test varies on purpose.
  body: { status?: number; data: Call[]; meta: { pagination: Record<string, unknown> } } & Record<string, unknown>;
}

/** A simulator with 250 calls a day on campaign 5 and 60 on campaign 6, at noon ten days after `DAY`. */
export const startSmall = async (options: DialerOptions = {}): Promise<Dialer> => {
  const dialer = await startDialer({
    world: {
      campaigns: [
        { id: 5, name: 'Cinco', callsPerDay: 250 },
        { id: 6, name: 'Seis', callsPerDay: 60 },
      ],
    },
    ...options,
  });
  dialer.setClock('2026-11-20T12:00:00Z');
  return dialer;
};

/** `GET` with the default token; an unreadable body leaves `body` empty. */
export const get = async (dialer: Dialer, path: string, init: RequestInit = {}): Promise<Answer> => {
  const headers = { authorization: 'Bearer sim-token-1', ...init.headers };
  const response = await fetch(dialer.baseUrl + path, { redirect: 'manual', ...init, headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
};

const parsed = (text: string): Answer['body'] => {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    return {} as Answer['body'];
  }
};

export interface Ask {
  page?: number;
  perPage?: number;
  /** null = no filter. */
  campaign?: number | null;
  start?: string;
  end?: string;
  extra?: Record<string, string>;
}

/** Path and query of one page of `DAY`. */
export const pagePath = (ask: Ask = {}): string => {
  const { page = 1, perPage = 100, campaign = 5, start = `${DAY} 00:00:00`, end = `${DAY} 23:59:59`, extra } = ask;
  const query = new URLSearchParams({ start_date: start, end_date: end });
  if (campaign !== null) query.set('campaigns[]', String(campaign));
  query.set('per_page', String(perPage));
  query.set('with_mailing', 'true');
  for (const [name, value] of Object.entries(extra ?? {})) query.set(name, value);
  query.set('page', String(page));
  return `/calls?${query.toString()}`;
};

export const getPage = (dialer: Dialer, ask?: Ask): Promise<Answer> => get(dialer, pagePath(ask));

/** Every call of the window, read to the first empty page. */
export const readAll = async (dialer: Dialer, ask: Ask = {}): Promise<Call[]> => {
  const calls: Call[] = [];
  for (let page = 1; ; page++) {
    const { body } = await getPage(dialer, { ...ask, page });
    if (body.data.length === 0) return calls;
    calls.push(...body.data);
  }
};

/** Control over HTTP, as another process would use it. */
export const control = async (dialer: Dialer, method: string, path: string, body?: unknown) => {
  const response = await fetch(dialer.controlUrl + path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
