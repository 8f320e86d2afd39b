import { jsonText, literalText, type JsonValue } from './json.ts';
import type { Oddity } from './types.ts';

/** Tells of one broken rule; reading goes on. `field` is the vendor's name, with dots into objects. */
export type Report = (field: string, rule: string, original: JsonValue | undefined) => void;

const ORIGINAL_LENGTH = 1_000;

/** Cuts a text to `length` UTF-16 units without parting the two halves of a character. */
export function clipText(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** Text that every store can hold: half characters and NUL are replaced by U+FFFD. */
export const storableText = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '\uFFFD');

/** Collects the oddities of one call (C-10), the first of each field and rule. */
export function collectOddities(): { readonly oddities: readonly Oddity[]; readonly report: Report } {
  const oddities: Oddity[] = [];
  const report: Report = (field, rule, original = null) => {
    if (oddities.some((known) => known.field === field && known.rule === rule)) return;
    const text = literalText(original) ?? jsonText(original);
    oddities.push({ field, rule, original: storableText(clipText(text, ORIGINAL_LENGTH)) });
  };
  return { oddities, report };
}
