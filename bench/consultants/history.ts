import type { Operation } from '../../rules/consultants/history.ts';
import { askOf, operationOf, type Ask } from './asks.ts';
import { createClient, type Answer, type Client } from './client.ts';
import type { Request } from './load.ts';

export type Get = (client: Client, n: number, ask: Ask) => Promise<Answer>;

export interface History {
  /** What was answered, and when. */
  readonly operations: readonly Operation[];
  /** Requests that were refused, or not answered. */
  errors(): number;
  load<T>(how: (request: Request) => Promise<T>): Promise<T>;
}

const OK = 200;

/** Makes requests of the mix, each once, and remembers what was answered when. */
export function createHistory(get: Get, say: (line: string) => void): History {
  const operations: Operation[] = [];
  let errors = 0;

  const failed = (why: string): void => {
    errors += 1;
    say(`failed: ${why}`);
  };

  async function request(client: Client, n: number): Promise<void> {
    const ask = askOf(n);
    const invokedAt = performance.now();
    try {
      const answer = await get(client, n, ask);
      if (answer.status === OK) operations.push(operationOf(ask, answer, invokedAt));
      else failed(`status ${answer.status}: ${JSON.stringify(answer.body)}`);
    } catch (error) {
      // What came of it is seen in the store.
      failed(String(error));
    }
  }

  return {
    operations,
    errors: () => errors,
    /** Connections are new for each load: those that nobody used for a while are closed by the server. */
    async load(how) {
      const client = createClient();
      try {
        return await how((n) => request(client, n));
      } finally {
        client.close();
      }
    },
  };
}
