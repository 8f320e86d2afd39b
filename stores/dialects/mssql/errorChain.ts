/** What the driver tells of an error, wherever in its chain of wrapped errors it stands. */
export interface ErrorFacts {
  /** Codes of the driver, of Node's sockets and of TLS. */
  readonly codes: Set<string>;
  /** The server's errors by number, with its words. */
  readonly numbers: Map<number, string>;
}

const WRAPPED = ['originalError', 'cause', 'precedingErrors', 'errors'] as const;

function* chainOf(error: unknown, seen: Set<unknown>): Generator<object> {
  if (typeof error !== 'object' || error === null || seen.has(error)) return;
  seen.add(error);
  if (Array.isArray(error)) {
    for (const each of error) yield* chainOf(each, seen);
    return;
  }
  yield error;
  for (const name of WRAPPED) yield* chainOf(Reflect.get(error, name), seen);
}

/** Collects the facts of an error and of all that it wraps. */
export function errorFacts(error: unknown): ErrorFacts {
  const codes = new Set<string>();
  const numbers = new Map<number, string>();
  for (const each of chainOf(error, new Set())) {
    if ('code' in each && typeof each.code === 'string') codes.add(each.code);
    if ('number' in each && typeof each.number === 'number')
      numbers.set(each.number, 'message' in each ? String(each.message) : '');
  }
  return { codes, numbers };
}
