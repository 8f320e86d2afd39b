/** The account's idea of now, in epoch milliseconds: real time until a test sets it. */
export class VirtualClock {
  private base: number | undefined;
  private setAt = 0;
  private running = false;

  now(): number {
    if (this.base === undefined) return Date.now();
    return this.running ? this.base + Date.now() - this.setAt : this.base;
  }

  /** Sets now to an ISO instant, frozen unless `running`; null goes back to real time. Throws on a text that is no instant. */
  set(now: string | null, running = false): void {
    const base = now === null ? undefined : Date.parse(now);
    if (Number.isNaN(base)) throw new RangeError('now must be an ISO 8601 instant or null');
    this.base = base;
    this.setAt = Date.now();
    this.running = running;
  }
}
