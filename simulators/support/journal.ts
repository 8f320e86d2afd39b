/** The last requests, by their number, in a ring of fixed size. */
export class Journal<Entry extends { readonly n: number }> {
  private ring: Entry[] = [];
  private readonly size: number;

  constructor(size = 100_000) {
    this.size = size;
  }

  note(entry: Entry): void {
    this.ring[entry.n % this.size] = entry;
  }

  /** Entries with a number above `since`, oldest first. */
  since(since = 0): Entry[] {
    return this.ring.filter((entry) => entry.n > since).sort((a, b) => a.n - b.n);
  }

  clear(): void {
    this.ring = [];
  }
}
