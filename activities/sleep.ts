import { setTimeout } from 'node:timers/promises';

/** Waits so many ms, or rejects when the signal aborts. Handed in, so that tests need not wait. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Sleep = (ms, signal) => setTimeout(ms, undefined, signal ? { signal } : {});
