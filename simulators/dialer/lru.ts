/** A map that forgets its least recently used entries when their sizes exceed a limit. */
export class Lru<T> {
  private readonly entries = new Map<string, { value: T; size: number }>();
  private held = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: T, size = 1): void {
    this.held += size - (this.entries.get(key)?.size ?? 0);
    this.entries.delete(key);
    this.entries.set(key, { value, size });
    for (const [oldest, entry] of this.entries) {
      if (this.held <= this.limit || oldest === key) break;
      this.entries.delete(oldest);
      this.held -= entry.size;
    }
  }

  clear(): void {
    this.entries.clear();
    this.held = 0;
  }
}
