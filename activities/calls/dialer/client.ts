import ky, { type KyInstance } from 'ky';
import { readEnvelope, type Envelope } from '../../../rules/calls/envelope.ts';
import { judgePage } from '../../../rules/calls/pages.ts';
import { parseJson, type JsonValue } from '../../../rules/calls/json.ts';
import { redirectCause } from '../../http/address.ts';
import { BodyTooLargeError, decode, readBytes } from '../../http/body.ts';
import { DeadlineError, startDeadline, type DeadlineLimits } from '../../http/deadline.ts';
import { networkCode } from '../../http/networkCode.ts';
import { CallError } from '../errors.ts';
import type { Permits } from '../permits.ts';
import { classify } from './classify.ts';
import { isServiceToken, type TokenSource } from './token.ts';

export interface DialerOptions {
  /** API root with a trailing slash. */
  readonly root: URL;
  readonly token: TokenSource;
  readonly tokenStyle: 'header' | 'query';
  readonly campaignParameter: 'campaigns[]' | 'campaign_ids';
  readonly pagination: 'auto' | 'simple' | 'full';
  /** `name=value` that asks for an order, or undefined. */
  readonly orderParameter?: string | undefined;
  readonly limits: DeadlineLimits;
  readonly permits: Permits;
  readonly now: () => number;
}

/** A stretch of one campaign as the vendor understands it: local times, the end included. */
export interface DialerRange {
  readonly campaign: number;
  readonly startDate: string;
  readonly endDate: string;
}

export interface DialerPageRequest extends DialerRange {
  readonly page: number;
  readonly perPage: number;
  /** Query of a next link that is not a page number; replaces everything else. */
  readonly link?: string | undefined;
}

export interface Dialer {
  /** One page of calls with their mailing. */
  page(request: DialerPageRequest, signal?: AbortSignal): Promise<Envelope>;
  /** The vendor's own count of a range; null when its answer holds none. */
  total(range: DialerRange, signal?: AbortSignal): Promise<number | null>;
  /** Every campaign of the account (C-35). */
  campaigns(signal?: AbortSignal): Promise<number[]>;
  /** One cheap call that proves address and credential (C-52). */
  check(signal?: AbortSignal): Promise<void>;
}

const CAMPAIGNS_PER_PAGE = 100;
const MOST_CAMPAIGN_PAGES = 50;

/** The 3C Plus API as far as Plantão reads it (spec 3). Every error is a CallError; none holds a token or a query. */
export function createDialer(options: DialerOptions): Dialer {
  // Repeating is Temporal's and the page loop's business; limits are ours, because ky knows only one of the three.
  const http: KyInstance = ky.create({ retry: 0, timeout: false, throwHttpErrors: false, redirect: 'manual' });

  const get = async (path: string, query: URLSearchParams, signal?: AbortSignal): Promise<JsonValue> => {
    await options.permits.take(signal);
    const token = await options.token();
    const url = new URL(path, options.root);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (options.tokenStyle === 'query') query.set('api_token', token);
    else headers['authorization'] = `Bearer ${token}`;
    url.search = query.toString();
    const deadline = startDeadline(options.limits, signal);
    try {
      const response = await http.get(url, { headers, signal: deadline.signal });
      deadline.progress();
      const text = decode(await readBytes(response, deadline.signal, deadline.progress));
      return readAnswer(response, text, !isServiceToken(token));
    } catch (error) {
      throw await named(error, signal);
    } finally {
      deadline.end();
    }
  };

  const readAnswer = (response: Response, text: string, personalToken: boolean): JsonValue => {
    if (response.status >= 300 && response.status < 400) {
      throw new CallError(
        'dialer-redirected',
        `The dialer answered ${redirectCause(response.headers.get('location'), options.root)}; it is not followed.`,
      );
    }
    const body = readJson(text);
    const status = response.ok ? bodyStatus(body) : response.status;
    if (status !== null && (status < 200 || status > 299)) {
      throw classify({
        status,
        detail: text.slice(0, 2_000),
        retryAfter: response.headers.get('retry-after'),
        nowMs: options.now(),
        personalToken,
      });
    }
    if (body === undefined) throw unreadable(response, text);
    return body;
  };

  /** Network errors hold URLs and hosts: only their code goes on. */
  const named = async (error: unknown, signal: AbortSignal | undefined): Promise<unknown> => {
    if (signal?.aborted) return signal.reason;
    if (error instanceof CallError) {
      if (error.type === 'dialer-rate-limited') await options.permits.slowDown(error.retryAfterMs ?? 0);
      return error;
    }
    if (error instanceof DeadlineError) return new CallError('dialer-timed-out', `The dialer gave ${error.message}.`);
    if (error instanceof BodyTooLargeError)
      return new CallError('dialer-answer-unreadable', `The dialer's answer has ${error.message}.`);
    return new CallError('dialer-unavailable', `The dialer cannot be reached (${networkCode(error)}).`);
  };

  const rangeQuery = ({ campaign, startDate, endDate }: DialerRange) =>
    new URLSearchParams([
      ['start_date', startDate],
      ['end_date', endDate],
      [options.campaignParameter, String(campaign)],
    ]);

  return {
    async page({ page, perPage, link, ...range }, signal) {
      const query = link === undefined ? rangeQuery(range) : new URLSearchParams(link);
      query.delete('api_token');
      if (link === undefined) {
        query.set('page', String(page));
        query.set('per_page', String(perPage));
        query.set('with_mailing', 'true');
        query.set('include', 'campaign_rel');
        if (options.pagination !== 'full') query.set('simple_paginate', 'true');
        if (options.orderParameter)
          for (const [name, value] of new URLSearchParams(options.orderParameter)) query.set(name, value);
      }
      return listOf(await get('calls', query, signal), 'calls');
    },
    async total(range, signal) {
      return readTotal(await get('calls/total', rangeQuery(range), signal));
    },
    async campaigns(signal) {
      const found = new Set<number>();
      let largestPage = 0;
      for (let page = 1; page <= MOST_CAMPAIGN_PAGES; page++) {
        const query = new URLSearchParams({ page: String(page), per_page: String(CAMPAIGNS_PER_PAGE) });
        const { rows, pagination } = listOf(await get('campaigns', query, signal), 'campaigns');
        const before = found.size;
        largestPage = Math.max(largestPage, rows.length);
        for (const row of rows) {
          const id = Number((row as { id?: unknown } | null)?.id);
          if (Number.isInteger(id) && id > 0) found.add(id);
        }
        const hasNext = pagination.next !== null;
        const end = { rows: rows.length, perPage: pagination.perPage, largestPage, hasNext, followsLinks: false };
        // A server that ignores `page` repeats itself.
        if (judgePage(end) === 'last' || found.size === before) break;
      }
      return [...found].sort((a, b) => a - b);
    },
    async check(signal) {
      await get('campaigns', new URLSearchParams({ page: '1', per_page: '1' }), signal);
    },
  };
}

function readJson(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function listOf(body: JsonValue, what: string): Envelope {
  const envelope = readEnvelope(body);
  if (envelope) return envelope;
  throw new CallError('dialer-answer-unreadable', `The dialer answered JSON that holds no list of ${what}.`);
}

function unreadable(response: Response, text: string): CallError {
  const what = text.trim() === '' ? 'an empty body' : /^\s*</.test(text) ? 'a web page' : 'text that is not JSON';
  return new CallError(
    'dialer-answer-unreadable',
    `The dialer answered ${response.status} with ${what} (${text.length} characters).`,
  );
}

/** Status that the body claims for itself; null when it claims none (3.4). */
function bodyStatus(body: JsonValue | undefined): number | null {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return null;
  const status = Number(body['status'] ?? body['status_code'] ?? Number.NaN);
  return Number.isInteger(status) && status >= 100 ? status : null;
}

function readTotal(body: JsonValue): number | null {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return null;
  const data = body['data'];
  const total =
    typeof data === 'object' && data !== null && !Array.isArray(data)
      ? (data['total'] ?? data['count'])
      : (data ?? body['total']);
  const count =
    typeof total === 'number' || (typeof total === 'string' && /^\d+$/.test(total)) ? Number(total) : Number.NaN;
  return Number.isInteger(count) && count >= 0 ? count : null;
}
