import { setImmediate as nextTurn } from 'node:timers/promises';

const TICK_MS = 1;

/** Watches for how long the event loop of this process does not come round. */
export class StallProbe {
  readonly #timer = setInterval(() => this.#tick(), TICK_MS);
  #lastTickMs = performance.now();
  #longestMs = 0;

  #tick(): void {
    const nowMs = performance.now();
    this.#longestMs = Math.max(this.#longestMs, nowMs - this.#lastTickMs - TICK_MS);
    this.#lastTickMs = nowMs;
  }

  /** Runs `work`. @returns the longest stall of it, in ms */
  async during(work: () => Promise<unknown>): Promise<number> {
    // Whatever came before is not of this work.
    await nextTurn();
    this.#lastTickMs = performance.now();
    this.#longestMs = 0;
    await work();
    this.#tick();
    return this.#longestMs;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
