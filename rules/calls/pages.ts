/** When has a window been read to its end? Pure decisions over what one page looked like (spec 5.1, C-1, C-17, C-22). */

export interface PageShape {
  /** Rows on the page; 0 also stands for the vendor's "no such page". */
  readonly rows: number;
  /** Page size that the vendor says it uses; null when it does not say. */
  readonly perPage: number | null;
  /** Largest page of this pass so far, this one included. */
  readonly largestPage: number;
  /** The page carries a link to a page after it. */
  readonly hasNext: boolean;
  /** The pass follows links that are not page numbers, so a page without one has nothing after it. */
  readonly followsLinks: boolean;
}

/**
 * - `more`: go on with the next page.
 * - `last`: proven: empty, or short, and without a next link.
 * - `hole`: empty although a next link promises more; read it again before believing it.
 */
export type PageVerdict = 'more' | 'last' | 'hole';

/** C-1: a total, absent or small, never ends a window; only the page itself does. */
export function judgePage({ rows, perPage, largestPage, hasNext, followsLinks }: PageShape): PageVerdict {
  if (rows === 0) return hasNext ? 'hole' : 'last';
  if (hasNext) return 'more';
  // The size really used, not the size asked: a server that clamps serves full pages that look short.
  return followsLinks || rows < (perPage ?? largestPage) ? 'last' : 'more';
}

/** How many pages may be asked for side by side: those that the count promises; without a count only the next one. */
export const pagesPromised = (expectedRows: number | null, effectiveSize: number): number =>
  expectedRows === null || effectiveSize === 0 ? 1 : Math.ceil(expectedRows / effectiveSize);

export type NextLink =
  | { readonly kind: 'none' }
  /** The link is page `page` of the same list: pages can be asked for by number. */
  | { readonly kind: 'page'; readonly page: number }
  /** A cursor of the vendor's own: it has to be followed one by one. */
  | { readonly kind: 'opaque'; readonly query: string };

/** Reads a next link (absolute or relative) down to what may be used of it: its query, never its host or scheme (C-22). */
export function readNextLink(link: string | null): NextLink {
  if (link === null || link === '') return { kind: 'none' };
  const start = link.indexOf('?');
  if (start < 0) return { kind: 'none' };
  const query = link.slice(start + 1).split('#')[0] ?? '';
  const page = /(?:^|&)page=(\d+)(?:&|$)/.exec(query)?.[1];
  return page === undefined ? { kind: 'opaque', query } : { kind: 'page', page: Number(page) };
}

/** What a comparison with the vendor's count says about a window (C-24). */
export interface Reconciliation {
  /** The vendor's count of the window; null when it gives none. */
  readonly total: number | null;
  readonly stored: number;
  readonly quarantined: number;
  /** Rows of campaigns that were not asked for, seen in this pass: a server that ignores the filter counts them too. */
  readonly strangers: number;
}

/** true/false = the counts agree or differ; null = there is nothing to compare with. */
export function countsAgree({ total, stored, quarantined, strangers }: Reconciliation): boolean | null {
  if (total === null) return null;
  return total === stored + quarantined || (strangers > 0 && total === stored + quarantined + strangers);
}

/**
 * Stored calls that the vendor no longer lists (5.7), of those that a whole reading missed. The vendor's count decides: it can
 * say that none is gone, or that all are; otherwise a call is gone when the reading before missed it too.
 */
export function goneCalls(
  counts: Reconciliation,
  missed: readonly string[],
  missedBefore: ReadonlySet<string>,
): readonly string[] {
  if (countsAgree(counts) === true) return [];
  if (countsAgree({ ...counts, stored: counts.stored - missed.length }) === true) return missed;
  return missed.filter((id) => missedBefore.has(id));
}

/** A window is read this often at most before its difference is recorded, even if every reading finds more (C-5). */
export const MAX_PASSES = 6;

export interface PassResult {
  readonly pass: number;
  /** The last page was proven last. */
  readonly proven: boolean;
  readonly agrees: boolean | null;
  /** The vendor's count is the same after the pass as before it, as far as it is known. */
  readonly steady: boolean;
  /** Calls that only this pass found. */
  readonly added: number;
  /** A call was met twice in the pass: rows moved between its pages, so another may have been missed. */
  readonly repeated: boolean;
}

export type PassVerdict = 'complete' | 'again' | 'partial';

/**
 * C-5, C-24: counts that agree end the window at once, unless the window changed under the reading: what left and what was
 * missed over it can be equally many. Otherwise it is read again until a pass adds nothing: without a count that is the proof;
 * with one that still differs, the window is partial. A pass over moving rows may add nothing by bad luck: it settles nothing.
 */
export function judgePass({ pass, proven, agrees, steady, added, repeated }: PassResult): PassVerdict {
  const settled = pass > 1 && added === 0 && !(repeated && agrees === false);
  if (proven && agrees === true && (steady || settled)) return 'complete';
  if (settled && proven && agrees === null) return 'complete';
  return settled || pass >= MAX_PASSES ? 'partial' : 'again';
}
