import { MASK } from '../../fastapi/traffic.ts';
import type { Exchange, Traffic } from '../../fastapi/traffic.ts';

/** Fields of an answer that say nothing of a person. */
const SHOWN: ReadonlySet<string> = new Set(['consultor_id', 'numero_protocolo', 'id', 'numero']);
/** Numbers, truth values and language codes; whatever else stands in a query may be anything. */
const HARMLESS = /^(?:-?\d{1,10}|true|false|[a-z]{1,3}(?:-[a-z0-9]{2,4})?)$/i;

type Line = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Line => typeof value === 'object' && value !== null;

const maskedParams = (params: Exchange['params']): Exchange['params'] =>
  params &&
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, HARMLESS.test(value) ? value : MASK]));

/** What a body has of {@link SHOWN}; the size of a list. */
function summary(body: unknown): Line | undefined {
  if (Array.isArray(body)) return { items: body.length };
  if (!isObject(body)) return undefined;
  const shown = Object.entries(body).filter(([name]) => SHOWN.has(name));
  return shown.length > 0 ? Object.fromEntries(shown) : undefined;
}

/** The whole body with everything masked that is not {@link SHOWN}. */
function masked(body: unknown, name = ''): unknown {
  if (Array.isArray(body)) return body.map((item) => masked(item));
  if (isObject(body)) return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, masked(value, key)]));
  return body === null || SHOWN.has(name) ? body : MASK;
}

const inSeconds = (seconds: number): string => `${seconds.toFixed(2)}s`;

/** As documented: each line is a JSON object with one key, `request`, `response` or `error` (3.5, D-29). */
export const documentedLog = (write: (line: string) => void): Traffic => ({
  asked: ({ id, method, path, params }) =>
    write(JSON.stringify({ request: { id, method, path, params: maskedParams(params) } })),
  refused: ({ id, method, path }, error) => write(JSON.stringify({ error: { id, method, path, error } })),
  answered: ({ id }, status, seconds, body) =>
    write(JSON.stringify({ response: { id, status, time: inSeconds(seconds), data: summary(body) } })),
});

/** Python writes what is not ASCII as `\u…`. */
const ascii = (line: Line): string =>
  JSON.stringify(line).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** As seen: the time, a mark, the id and JSON (3.5); times are UTC. */
export function seenLog(write: (line: string) => void, now: () => Date): Traffic {
  const say = (mark: string, line: Line & { readonly id: string }) =>
    write(`${now().toISOString().slice(0, 19).replace('T', ' ')} | ${mark} ${line.id} | ${ascii(line)}`);
  return {
    asked: ({ id, method, path, params }) => say('REQ', { id, method, path, params: maskedParams(params) }),
    refused: ({ id, method, path }, error) => say('ERR', { id, method, path, error }),
    answered: ({ id }, status, seconds, body) =>
      say('RES', { id, status, time: inSeconds(seconds), data: body === undefined ? undefined : masked(body) }),
  };
}
