import ky, { type KyInstance } from 'ky';
import type { z } from 'zod';
import { redirectCause } from '../../http/address.ts';
import { BodyTooLargeError, decode, readBytes } from '../../http/body.ts';
import { DeadlineError, startDeadline } from '../../http/deadline.ts';
import { networkCode } from '../../http/networkCode.ts';
import { ConsultantError } from '../errors.ts';
import { activityList, dealsFound, envelope, made, type Envelope } from './answers.ts';
import { carriesNumber } from './carriesNumber.ts';
import { classify } from './classify.ts';

export interface PipedriveOptions {
  /** API root with a trailing slash. */
  readonly root: URL;
  readonly token: string;
  /** Longest answer, in ms. */
  readonly timeoutMs: number;
  readonly now: () => number;
}

/** A task for one user. */
export interface PipedriveActivity {
  readonly userId: number;
  readonly subject: string;
  /** UTC: `YYYY-MM-DD` and `HH:MM`. */
  readonly dueDate: string;
  readonly dueTime: string;
}

export interface PipedriveDeal {
  readonly id: number;
  readonly ownerId: number | null;
}

/** Pipedrive's REST v1 as far as Plantão uses it (shape assumed, spec 6). Every error is a ConsultantError; none holds a token or a query. */
export interface Pipedrive {
  /** One cheap call that proves address and token. */
  check(): Promise<void>;
  /** Ids of the activities of this user, due on this day, with exactly this subject; oldest first. */
  activitiesLike(activity: PipedriveActivity): Promise<number[]>;
  /** @returns its id */
  createActivity(activity: PipedriveActivity): Promise<number>;
  /** One that is gone already is fine. */
  deleteActivity(id: number): Promise<void>;
  /** Deals that carry a protocol number in their title or a custom field. */
  dealsWithNumber(number: string): Promise<PipedriveDeal[]>;
  assignDeal(id: number, userId: number): Promise<void>;
}

type Query = Readonly<Record<string, string | number>>;
interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Query;
  readonly json?: unknown;
}

const ITEMS_PER_PAGE = 500;
const MOST_PAGES = 50;

/** A client of one account. It never repeats a request: that is for those to decide who know what a repetition does. */
export function createPipedrive({ root, token, timeoutMs, now }: PipedriveOptions): Pipedrive {
  const http: KyInstance = ky.create({ retry: 0, timeout: false, throwHttpErrors: false, redirect: 'manual' });
  const limits = { firstByteMs: timeoutMs, idleMs: timeoutMs, totalMs: timeoutMs };

  const ask = async (path: string, { method = 'GET', query = {}, json }: Ask = {}): Promise<Envelope> => {
    const url = new URL(path, root);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const headers = { accept: 'application/json', 'x-api-token': token };
    const deadline = startDeadline(limits, undefined);
    try {
      const response = await http(url, {
        method,
        headers,
        signal: deadline.signal,
        ...(json !== undefined && { json }),
      });
      return readAnswer(response, decode(await readBytes(response, deadline.signal, deadline.progress)));
    } catch (error) {
      throw named(error);
    } finally {
      deadline.end();
    }
  };

  const readAnswer = (response: Response, text: string): Envelope => {
    const { status } = response;
    if (status >= 300 && status < 400) {
      throw new ConsultantError(
        'pipedrive-redirected',
        `Pipedrive answered ${redirectCause(response.headers.get('location'), root)}; it is not followed.`,
      );
    }
    if (!response.ok) throw classify(response, now());
    const read = envelope.safeParse(parsed(text));
    if (read.success) return read.data;
    throw new ConsultantError(
      'pipedrive-answer-unreadable',
      `Pipedrive answered ${status} with something that is not its envelope (${text.length} characters).`,
    );
  };

  /** Every item of a list, page by page. */
  const list = async <T>(path: string, query: Query, items: z.ZodType<T[]>): Promise<T[]> => {
    const found: T[] = [];
    let start = 0;
    for (let page = 1; page <= MOST_PAGES; page++) {
      const answer = await ask(path, { query: { ...query, start, limit: ITEMS_PER_PAGE } });
      found.push(...fitting(items, answer.data));
      const next = answer.additional_data?.pagination?.next_start ?? 0;
      if (next <= start) return found;
      start = next;
    }
    throw new ConsultantError('pipedrive-answer-unreadable', `Pipedrive's list has more than ${MOST_PAGES} pages.`);
  };

  return {
    async check() {
      await ask('users/me');
    },
    async activitiesLike({ userId, subject, dueDate }) {
      const query = { user_id: userId, start_date: dueDate, end_date: dueDate };
      const due = await list('activities', query, activityList);
      return due
        .filter((activity) => activity.subject === subject)
        .map(({ id }) => id)
        .sort((a, b) => a - b);
    },
    async createActivity({ userId, subject, dueDate, dueTime }) {
      const json = { user_id: userId, subject, type: 'task', due_date: dueDate, due_time: dueTime };
      return fitting(made, (await ask('activities', { method: 'POST', json })).data).id;
    },
    async deleteActivity(id) {
      try {
        await ask(`activities/${id}`, { method: 'DELETE' });
      } catch (error) {
        if (!(error instanceof ConsultantError && error.type === 'pipedrive-not-found')) throw error;
      }
    },
    async dealsWithNumber(number) {
      const found = await list('deals/search', { term: number, fields: 'title,custom_fields' }, dealsFound);
      return found
        .filter(({ title, custom_fields }) =>
          [title, ...(custom_fields ?? [])].some((text) => typeof text === 'string' && carriesNumber(text, number)),
        )
        .map(({ id, owner }) => ({ id, ownerId: owner?.id ?? null }));
    },
    async assignDeal(id, userId) {
      await ask(`deals/${id}`, { method: 'PUT', json: { user_id: userId } });
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function fitting<T>(schema: z.ZodType<T>, data: unknown): T {
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  throw new ConsultantError('pipedrive-answer-unreadable', 'Pipedrive answered data of another shape.');
}

/** Network errors hold URLs and hosts: only their code goes on. */
function named(error: unknown): ConsultantError {
  if (error instanceof ConsultantError) return error;
  if (error instanceof DeadlineError)
    return new ConsultantError('pipedrive-timed-out', `Pipedrive gave ${error.message}.`);
  if (error instanceof BodyTooLargeError)
    return new ConsultantError('pipedrive-answer-unreadable', `Pipedrive's answer has ${error.message}.`);
  return new ConsultantError('pipedrive-unavailable', `Pipedrive cannot be reached (${networkCode(error)}).`);
}
