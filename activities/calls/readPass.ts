import { setImmediate } from 'node:timers/promises';
import type { Envelope } from '../../rules/calls/envelope.ts';
import { collectEvidence } from '../../rules/calls/evidence.ts';
import { judgePage, pagesPromised, readNextLink, type PageVerdict } from '../../rules/calls/pages.ts';
import { backoffMs } from '../../rules/backoff.ts';
import type { BatchPage, WindowCursor } from '../../stores/calls/contract.ts';
import type { CallDeps } from './deps.ts';
import { fetchPage, type FetchedPage } from './fetchPage.ts';
import type { Pass, PassReport, StopReason } from './pass.ts';
import { asRejected, belongsTo, readRows, type PageRows } from './pageRows.ts';

export type ReadPassDeps = Pick<
  CallDeps,
  'dialer' | 'store' | 'account' | 'pageLimit' | 'pageConcurrency' | 'strangers' | 'now' | 'random' | 'sleep' | 'hash'
>;

/** One transaction's worth: longer ones would hold up the event loop and other writers. */
const MOST_ROWS_A_BATCH = 1_000;

const rowsOf = ({ envelope }: FetchedPage) => (envelope === 'beyond-end' ? [] : envelope.rows);

/** An empty page that should not be is read again this often, over about two seconds (C-17). */
const HOLE_TRIES = 3;
const HOLE_BACKOFF = { firstMs: 500, longestMs: 2_000 };

/**
 * Reads a window once, from where its cursor stands to a proven end. Pages are fetched side by side as far as the count
 * promises them, and stored one by one together with the cursor, so that a kill at any moment loses and repeats nothing
 * but the pages in flight (C-41).
 */
export async function readPass(deps: ReadPassDeps, pass: Pass): Promise<PassReport> {
  const reader = new PassReader(deps, pass);
  return await reader.run();
}

interface SeenPage {
  readonly verdict: PageVerdict;
  /** The vendor said "no such page". */
  readonly refused: boolean;
}

class PassReader {
  readonly #deps: ReadPassDeps;
  readonly #pass: Pass;
  /** Asked for and not yet digested. */
  readonly #inFlight = new Map<number, Promise<void>>();
  readonly #arrived: FetchedPage[] = [];
  readonly #failures: unknown[] = [];
  /** Pages stored beyond the frontier, with what they looked like; null = stored by an earlier attempt. */
  readonly #ahead = new Map<number, SeenPage | null>();
  readonly #emptyPages = new Set<number>();
  readonly #seen = new Set<string>();
  readonly #inWindow = new Set<string>();
  readonly #strangers = new Set<string>();
  readonly #evidence = collectEvidence();
  readonly #resumed: boolean;
  /** Every page up to here is stored. */
  #frontier: number;
  #lastWithRows = 0;
  #largestPage: number;
  #nextLink: string | null;
  /** Link by which the latest page was asked for. */
  #askedLink: string | undefined;
  #followsLinks: boolean;
  #promisedTotal: number | null;
  #fetched = 0;
  #added = 0;
  #repeated = false;
  /** Of the page at the frontier. */
  #verdict: PageVerdict = 'more';
  #hole: number | null = null;
  #endedByRefusal = false;
  #stopped: { reason: StopReason; page: number } | null = null;

  constructor(deps: ReadPassDeps, pass: Pass) {
    this.#deps = deps;
    this.#pass = pass;
    const { cursor } = pass;
    this.#resumed = cursor.pagesDone > 0 || cursor.pagesAhead.length > 0;
    this.#frontier = cursor.pagesDone;
    this.#largestPage = cursor.largestPage;
    this.#nextLink = cursor.nextLink;
    this.#followsLinks = cursor.nextLink !== null;
    this.#promisedTotal = pass.expectedTotal;
    for (const page of cursor.pagesAhead) this.#ahead.set(page, null);
  }

  async run(): Promise<PassReport> {
    this.#advance();
    for (;;) {
      this.#askForPages();
      if (this.#inFlight.size > 0 || this.#failures.length > 0) await this.#takeArrived();
      else if (this.#stopped || (await this.#isEnd())) break;
    }
    return {
      proven: this.#stopped === null,
      endedByRefusal: this.#endedByRefusal,
      stopped: this.#stopped,
      added: this.#added,
      repeated: this.#repeated,
      strangers: this.#strangers.size,
      seen: this.#resumed ? null : this.#inWindow,
      evidence: this.#evidence.read(),
    };
  }

  /** Side by side as far as the count promises; without a count, or along links, one after the other. */
  #askForPages(): void {
    if (this.#stopped || this.#verdict !== 'more') return;
    const first = this.#frontier + 1;
    // The first page tells how pages look; until then nothing is asked beside it.
    const alone = this.#frontier === 0 || this.#followsLinks || this.#hole !== null;
    const last = alone ? first : Math.max(first, pagesPromised(this.#pass.expectedTotal, this.#largestPage));
    for (let page = first; page <= last && this.#inFlight.size < this.#deps.pageConcurrency; page++) {
      if (!this.#inFlight.has(page) && !this.#ahead.has(page)) this.#inFlight.set(page, this.#fetch(page));
    }
  }

  async #fetch(page: number): Promise<void> {
    const { range, pageSize, signal } = this.#pass;
    this.#askedLink = this.#nextLink ?? undefined;
    try {
      const request = { ...range, page, perPage: pageSize, link: this.#askedLink };
      this.#arrived.push(await fetchPage(this.#deps, request, signal));
    } catch (error) {
      // Kept as a value: what else is in flight is stored first, then it is thrown.
      this.#failures.push(error);
      this.#inFlight.delete(page);
    }
  }

  /** Stores what has arrived, together; the pages after it are asked for first, so that the vendor works meanwhile. */
  async #takeArrived(): Promise<void> {
    if (this.#arrived.length === 0 && this.#failures.length === 0) await Promise.race(this.#inFlight.values());
    // Answers that lie in the sockets already are read before anything is written.
    await setImmediate();
    if (this.#failures.length > 0) return this.#giveUp();
    const batch = this.#digestArrived();
    this.#askForPages();
    await this.#write(batch);
  }

  /** Pages that arrive all the same are kept, so that the next attempt asks only for the others. */
  async #giveUp(): Promise<never> {
    await Promise.all(this.#inFlight.values());
    while (this.#arrived.length > 0) await this.#write(this.#digestArrived());
    throw this.#failures[0];
  }

  /** As many pages as one transaction may hold; one at least. */
  #digestArrived(): BatchPage[] {
    const batch: BatchPage[] = [];
    let rows = 0;
    for (let next = this.#arrived[0]; next; next = this.#arrived[0]) {
      rows += rowsOf(next).length;
      if (batch.length > 0 && rows > MOST_ROWS_A_BATCH) break;
      this.#arrived.shift();
      this.#inFlight.delete(next.page);
      batch.push(this.#digest(next));
    }
    return batch;
  }

  /** Reads a page's rows and what they say of the window. */
  #digest(fetched: FetchedPage): BatchPage {
    const { window, normalise, mostRows, expectedTotal } = this.#pass;
    const { page, envelope } = fetched;
    const rows = rowsOf(fetched);
    this.#evidence.add(rows);
    const read = readRows(rows, window.campaign, normalise);
    const { calls, rejected, strangers } = read;
    const fresh = this.#remember(read);
    const verdict = this.#look(page, envelope, rows.length);
    // A page read again because it was empty lies behind the frontier already.
    if (page > this.#frontier) this.#ahead.set(page, { verdict, refused: envelope === 'beyond-end' });
    this.#advance();
    if (rows.length > 0 && fresh === 0 && verdict === 'more') this.#stopped ??= { reason: 'repeating-page', page };
    if (expectedTotal === null && this.#fetched > mostRows) this.#stopped ??= { reason: 'too-many-rows', page };
    const quarantined = this.#deps.strangers === 'quarantine' ? [...rejected, ...strangers.map(asRejected)] : rejected;
    return { page, rows: calls, rejected: quarantined };
  }

  async #write(pages: readonly BatchPage[]): Promise<void> {
    const { key, window, onProgress } = this.#pass;
    const { account, store, now } = this.#deps;
    const cursor = this.#cursor();
    const batch = { window: key, account, campaign: window.campaign, undatedAt: window.from, pages, cursor };
    const counts = await store.writeBatch({ ...batch, at: now().toISOString() });
    this.#added += counts.inserted;
    onProgress(cursor);
  }

  /** @returns how many calls and rejected rows had not been seen in this pass */
  #remember({ calls, strangers, rejected }: PageRows): number {
    const before = this.#seen.size;
    for (const call of [...calls, ...strangers]) this.#seen.add(call.id);
    this.#repeated ||= this.#seen.size < before + calls.length + strangers.length;
    // Only their content tells rejected rows apart; a hash, because they may be long.
    for (const { raw } of rejected) this.#seen.add(`rejected ${this.#deps.hash(raw)}`);
    for (const call of calls) if (belongsTo(call, this.#pass.window)) this.#inWindow.add(call.id);
    for (const call of strangers) if (belongsTo(call, this.#pass.window)) this.#strangers.add(call.id);
    return this.#seen.size - before;
  }

  #look(page: number, envelope: Envelope | 'beyond-end', rows: number): PageVerdict {
    const pagination = envelope === 'beyond-end' ? null : envelope.pagination;
    const next = readNextLink(pagination?.next ?? null);
    this.#fetched += rows;
    this.#largestPage = Math.max(this.#largestPage, rows);
    this.#promisedTotal = pagination?.total ?? this.#promisedTotal;
    this.#nextLink = next.kind === 'opaque' ? next.query : null;
    this.#followsLinks ||= next.kind === 'opaque';
    if (rows === 0) this.#emptyPages.add(page);
    else this.#lastWithRows = Math.max(this.#lastWithRows, page);
    return judgePage({
      rows,
      perPage: pagination?.perPage ?? null,
      largestPage: this.#largestPage,
      // A link back to this page or an earlier one promises nothing (simulator case 15).
      hasNext: next.kind === 'opaque' || (next.kind === 'page' && next.page > page),
      followsLinks: this.#followsLinks,
    });
  }

  /** Moves the frontier over pages that are stored, and takes the verdict of the furthest. */
  #advance(): void {
    for (
      let seen = this.#ahead.get(this.#frontier + 1);
      seen !== undefined;
      seen = this.#ahead.get(this.#frontier + 1)
    ) {
      this.#frontier++;
      this.#ahead.delete(this.#frontier);
      if (seen?.refused && this.#verdict === 'more') this.#endedByRefusal = true;
      // What an earlier attempt stored is not known to be the end: the page after it will tell.
      this.#verdict = seen?.verdict ?? 'more';
    }
  }

  /** Nothing is in flight: is this the end, or is there an empty page that should not be (C-17)? */
  async #isEnd(): Promise<boolean> {
    const hole = this.#findHole();
    if (hole === null) return true;
    if (hole !== this.#hole) {
      this.#hole = hole;
      if (await this.#readAgain(hole)) {
        this.#hole = null;
        return false;
      }
      // One page further, if there is a way to it: if it has rows the window goes on behind the hole, otherwise it ends here.
      if (hole === this.#frontier && (!this.#followsLinks || this.#nextLink !== null)) {
        this.#verdict = 'more';
        return false;
      }
    }
    this.#stopped = { reason: 'empty-page-before-end', page: hole };
    return true;
  }

  #findHole(): number | null {
    const inside = [...this.#emptyPages].filter((page) => page < this.#lastWithRows);
    if (inside.length > 0) return Math.min(...inside);
    if (this.#hole !== null) return this.#hole;
    const promised = this.#verdict === 'hole' || (!this.#resumed && this.#fetched < (this.#promisedTotal ?? 0));
    return promised && this.#emptyPages.has(this.#frontier) ? Math.min(...this.#emptyPages) : null;
  }

  /** @returns whether the page had rows this time; they are stored then */
  async #readAgain(page: number): Promise<boolean> {
    const { signal, range, pageSize } = this.#pass;
    const { sleep, random } = this.#deps;
    // Along links nothing is read side by side: the hole is the page that was asked for last.
    const link = this.#followsLinks ? this.#askedLink : undefined;
    for (let attempt = 1; attempt <= HOLE_TRIES; attempt++) {
      await sleep(backoffMs(HOLE_BACKOFF, attempt, random()), signal);
      const again = await fetchPage(this.#deps, { ...range, page, perPage: pageSize, link }, signal);
      if (again.envelope === 'beyond-end' || again.envelope.rows.length === 0) continue;
      this.#emptyPages.delete(page);
      if (page === this.#frontier) this.#frontier--;
      await this.#write([this.#digest(again)]);
      return true;
    }
    return false;
  }

  #cursor(): WindowCursor {
    return {
      pass: this.#pass.cursor.pass,
      pagesDone: this.#frontier,
      pagesAhead: [...this.#ahead.keys()].sort((a, b) => a - b),
      largestPage: this.#largestPage,
      nextLink: this.#nextLink,
    };
  }
}
