import type { AnswerPart } from './answers.ts';
import { keyOf, type Asked, type AskedAfter } from './exchanges.ts';
import type { Exchange, RecordedAnswer, Recordings } from './recording.ts';

interface Queue {
  readonly exchange: Exchange;
  /** Not given yet. */
  readonly left: RecordedAnswer[];
}

/**
 * The next answer that was given after the same beginning of a transaction, or else the next one, or else the last again:
 * things that tests do at once come in another order each time.
 */
function take({ exchange, left }: Queue, after: string): readonly AnswerPart[] {
  const same = left.findIndex((answer) => answer.after === after);
  const [taken] = left.splice(Math.max(same, 0), 1);
  return (taken ?? exchange.answers.at(-1))?.parts ?? [];
}

/** Units that two texts share at their beginning. */
function shared(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function nearest(exchanges: readonly Exchange[], asked: Asked): Exchange | undefined {
  const score = (one: Exchange) =>
    shared(one.statement, asked.statement) * 1_000 +
    shared(JSON.stringify(one.parameters), JSON.stringify(asked.parameters));
  return exchanges.toSorted((a, b) => score(b) - score(a))[0];
}

const SHOWN = 300;
const around = (text: string, at: number): string => text.slice(Math.max(0, at - SHOWN / 4), at + SHOWN);

function difference(recorded: Exchange, asked: Asked): string {
  if (recorded.statement !== asked.statement) {
    const at = shared(recorded.statement, asked.statement);
    return `recorded: … ${around(recorded.statement, at)}\nasked:    … ${around(asked.statement, at)}`;
  }
  const names = new Set([...Object.keys(recorded.parameters), ...Object.keys(asked.parameters)]);
  const parameters = [...names]
    .filter((name) => recorded.parameters[name] !== asked.parameters[name])
    .map((name) => `${name}: recorded ${String(recorded.parameters[name])}, asked ${String(asked.parameters[name])}`);
  const loaded = JSON.stringify(recorded.loaded) === JSON.stringify(asked.loaded) ? [] : ['other rows were loaded'];
  return [`${asked.statement.slice(0, SHOWN)}`, ...parameters, ...loaded].join('\n');
}

/** A request that was not recorded. */
export class NotRecordedError extends Error {
  override readonly name = 'NotRecordedError';
}

/**
 * Answers what was asked as a real server did, each time with the next of its answers and, when there are no more, with
 * the last again. What a scope lacks is looked for in those that all share.
 */
export function createReplay(recordings: Recordings, sharedScopes: readonly string[]) {
  const scopes = new Map<string, Map<string, Queue>>();
  const queuesOf = (scope: string): Map<string, Queue> => {
    const known = scopes.get(scope);
    if (known) return known;
    const queues = new Map<string, Queue>();
    for (const exchange of recordings.read(scope)) {
      queues.set(keyOf(exchange), { exchange, left: [...exchange.answers] });
    }
    scopes.set(scope, queues);
    return queues;
  };
  return {
    /** Begins a scope anew: its test runs again. */
    rewind: (scope: string) => void scopes.delete(scope),
    /** @throws NotRecordedError with the difference from what comes nearest */
    answer(scope: string, { asked, after }: AskedAfter): readonly AnswerPart[] {
      for (const one of [scope, ...sharedScopes]) {
        const queue = queuesOf(one).get(keyOf(asked));
        if (queue) return take(queue, after);
      }
      const exchanges = [...queuesOf(scope).values()].map(({ exchange }) => exchange);
      const near = nearest(exchanges, asked);
      throw new NotRecordedError(
        `Not in the recording of "${scope}"; record again (test/stores/recordings/README.md).\n` +
          (near ? difference(near, asked) : `Nothing is recorded there. Asked: ${asked.statement.slice(0, SHOWN)}`),
      );
    },
  };
}
