import { EventEmitter, once } from 'node:events';
import { Context } from '@temporalio/activity';
import type { CallActivities } from '../../../activities/calls/index.ts';
import type { WindowResult } from '../../../activities/calls/syncWindow.ts';
import { ended } from './fakeCalls.ts';

/** Windows that end when the test says so. */
export interface Gate {
  readonly syncWindow: CallActivities['syncWindow'];
  /** Ordinals of the windows that have begun, in order; resolves when there are `count`. */
  begun(count: number): Promise<readonly number[]>;
  /** Ordinals in flight now, and the most there ever were. */
  readonly open: ReadonlySet<number>;
  readonly most: () => number;
  end(ordinal: number, change?: Partial<WindowResult>): void;
  fail(ordinal: number, error: Error): void;
}

export function createGate(): Gate {
  const news = new EventEmitter().setMaxListeners(0);
  const ordinals: number[] = [];
  const open = new Set<number>();
  const gates = new Map<number, PromiseWithResolvers<WindowResult>>();
  let most = 0;
  // A window may be told to end before it has begun.
  const gateOf = (ordinal: number) => {
    const gate = gates.get(ordinal) ?? Promise.withResolvers<WindowResult>();
    gates.set(ordinal, gate);
    return gate;
  };

  return {
    open,
    most: () => most,
    async syncWindow({ ordinal }) {
      const gate = gateOf(ordinal);
      open.add(ordinal);
      most = Math.max(most, open.size);
      ordinals.push(ordinal);
      news.emit('begun');
      const { cancelled, heartbeat } = Context.current();
      const beating = setInterval(heartbeat, 50);
      try {
        return await Promise.race([gate.promise, cancelled]);
      } finally {
        clearInterval(beating);
        open.delete(ordinal);
        gates.delete(ordinal);
      }
    },
    async begun(count) {
      while (ordinals.length < count) await once(news, 'begun');
      return ordinals;
    },
    end: (ordinal, change) => gateOf(ordinal).resolve(ended(ordinal, change)),
    fail: (ordinal, error) => gateOf(ordinal).reject(error),
  };
}
