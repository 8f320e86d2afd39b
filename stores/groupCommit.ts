import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Trx } from './database.ts';
import { StoreError } from './failures.ts';
import type { Transact } from './transact.ts';

export interface GroupCommitOptions<Shared> {
  readonly transact: Transact;
  /** Begins a transaction; who comes while it waits, e.g. for a lock, is still served by it. */
  readonly open: (trx: Trx) => Promise<Shared>;
  /** Writes what has gathered, before the commit. */
  readonly close: (shared: Shared) => Promise<void>;
  /** Callers in one transaction. */
  readonly atMost: number;
}

/** Does something in a transaction that it may share; it may run more than once, and what it throws undoes only itself. */
export type InGroup<Shared> = <T>(work: (shared: Shared) => Promise<T>) => Promise<T>;

interface Caller<Shared> {
  run(shared: Shared): Promise<void>;
  /** Tells the caller what its last run came to. */
  answer(): void;
  fail(error: unknown): void;
}

/**
 * Group commit: who comes while a transaction is under way goes into the next one, together with all others who wait, one
 * after the other. What a transaction costs by itself (lock, commit, reading what all of them look at) is paid once for all.
 */
export function groupCommit<Shared>({ transact, open, close, atMost }: GroupCommitOptions<Shared>): InGroup<Shared> {
  const waiting: Caller<Shared>[] = [];
  let busy = false;

  async function serve(take: () => Caller<Shared>[]): Promise<void> {
    let group: Caller<Shared>[] | undefined;
    let isAtWork = false;
    try {
      await transact(async (trx) => {
        const shared = await open(trx);
        group ??= take();
        isAtWork = true;
        for (const caller of group) await caller.run(shared);
        await close(shared);
        isAtWork = false;
      });
      for (const caller of group ?? []) caller.answer();
    } catch (error) {
      const failed = group ?? take();
      // What one of them asked for cannot be done, and nothing was kept: the others must not fail with it. A database that
      // fails, or lets nobody in, does so for all; and after a commit that failed nobody may ask again.
      if (isAtWork && failed.length > 1 && !(error instanceof StoreError))
        for (const caller of failed) await serve(() => [caller]);
      else for (const caller of failed) caller.fail(error);
    }
  }

  async function serveAll(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      // All requests that came in together are heard before the first is served.
      await nextTurn();
      await serve(() => waiting.splice(0, atMost));
    }
    busy = false;
  }

  return <T>(work: (shared: Shared) => Promise<T>): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let answer: () => void;
    waiting.push({
      async run(shared) {
        const value = await work(shared);
        answer = () => resolve(value);
      },
      answer: () => answer(),
      fail: reject,
    });
    if (!busy) void serveAll();
    return promise;
  };
}
