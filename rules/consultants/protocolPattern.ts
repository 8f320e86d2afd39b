/** One count for all time, or one that begins anew every local day. */
export type ProtocolSeries = 'running' | 'per-day';

type Part =
  { readonly literal: string } | { readonly field: 'day' } | { readonly field: 'seq'; readonly width: number };

/** A pattern that numbers can be made from, and read by. */
export interface ProtocolPattern {
  readonly text: string;
  readonly series: ProtocolSeries;
  readonly parts: readonly Part[];
}

export type PatternCheck =
  { readonly ok: true; readonly pattern: ProtocolPattern } | { readonly ok: false; readonly reason: string };

/** Longest number that any accepted pattern can come to, however far it counts: what a column must hold (D-5). */
export const MAX_PROTOCOL_LENGTH = 40;
/** Digits of the highest whole number that counts exactly. */
const MAX_DIGITS = 16;
const DAY_LENGTH = 8;
/** Numbers are printed, dictated, put into addresses, and name the workflow of their hand-over. */
const LITERAL = /^[A-Za-z0-9#._/-]*$/;
const ANS = /^\d{6}$/;

export interface PatternOptions {
  readonly series: ProtocolSeries;
  /** Six digits of the operator at the ANS, where the pattern asks for them (8.4). */
  readonly ans?: string;
}

/**
 * D-40: reads a pattern such as `#{seq:5}` or `{ans}{yyyymmdd}{seq:6}`, or says why numbers made from it could not be unique.
 * Known fields: `{seq}` or `{seq:width}`, `{yyyymmdd}`, `{ans}`. All but the count have a fixed length, therefore no two
 * pairs of day and count give the same text, also when the count outgrows its width.
 */
export function parsePattern(text: string, { series, ans }: PatternOptions): PatternCheck {
  const refuse = (why: string): PatternCheck => ({ ok: false, reason: `Protocol pattern "${text}" refused: ${why}.` });
  const parts: Part[] = [];
  for (const piece of text.split(/(\{[^{}]*\})/).filter((found) => found !== '')) {
    const part = partOf(piece, ans);
    if (typeof part === 'string') return refuse(part);
    parts.push(part);
  }
  const counts = parts.filter((part) => 'field' in part && part.field === 'seq').length;
  const dated = parts.some((part) => 'field' in part && part.field === 'day');
  if (counts !== 1) return refuse(`it must have {seq} once, it has it ${counts} times`);
  if (series === 'per-day' && !dated)
    return refuse('a count per day needs {yyyymmdd}, or each day repeats the last one');
  if (longest(parts) > MAX_PROTOCOL_LENGTH) return refuse(`its numbers could pass ${MAX_PROTOCOL_LENGTH} characters`);
  return { ok: true, pattern: { text, series, parts } };
}

/** The part that a piece of the text stands for, or what is wrong with it. */
function partOf(piece: string, ans: string | undefined): Part | string {
  if (!piece.startsWith('{') || !piece.endsWith('}')) {
    return LITERAL.test(piece)
      ? { literal: piece }
      : 'beside its fields it may have letters, digits and # . _ / - only';
  }
  const [name, width, ...more] = piece.slice(1, -1).split(':');
  if (name === 'seq' && more.length === 0) return countPart(width);
  if (name === 'yyyymmdd' && width === undefined) return { field: 'day' };
  if (name === 'ans' && width === undefined) {
    return ans !== undefined && ANS.test(ans) ? { literal: ans } : 'it asks for {ans}, which is not set to six digits';
  }
  return `${piece} is not a field; known are {seq}, {seq:width}, {yyyymmdd} and {ans}`;
}

function countPart(width: string | undefined): Part | string {
  const digits = Number(width ?? 1);
  return /^\d{1,2}$/.test(width ?? '1') && digits >= 1 && digits <= MAX_DIGITS
    ? { field: 'seq', width: digits }
    : `the width of {seq} must be from 1 to ${MAX_DIGITS}`;
}

const longest = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + ('literal' in part ? part.literal.length : lengthOf(part.field)), 0);

const lengthOf = (field: 'day' | 'seq'): number => (field === 'day' ? DAY_LENGTH : MAX_DIGITS);

/** The legacy's numbers: `#00001`, and `#100000` after `#99999` (5.2). */
export const defaultPattern: ProtocolPattern = {
  text: '#{seq:5}',
  series: 'running',
  parts: [{ literal: '#' }, { field: 'seq', width: 5 }],
};
