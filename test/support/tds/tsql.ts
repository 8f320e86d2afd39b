import { init, parse } from '@guanmingchiu/sqlparser-ts';

/** T-SQL through a parser that other projects keep, with what has to be known about it in this one place. */

/** The syntax tree as the parser gives it; its types are looser than the tree. */
export type Node = { readonly [key: string]: unknown };

await init();

/**
 * What SQL Server takes and the parser does not know yet, each rewritten into the nearest thing that it knows, so that
 * the rest of the statement is parsed all the same.
 */
const UNKNOWN_TO_PARSER: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // The value that a procedure returns.
  [/\b(exec(?:ute)?)\s+@\w+\s*=\s*/gi, '$1 '],
  // A parameter as the number of rows of a page.
  [/\bfetch\s+(next|first)\s+(?:@\w+|\(\s*@\w+\s*\))\s+rows?\s+only\b/gi, 'fetch $1 1 rows only'],
  [/\bdelete\s+top\s*\(\s*(?:\d+|@\w+)\s*\)/gi, 'delete'],
  [/\balter\s+column\s+(\[\w+\]|"\w+"|\w+)\s+(?!set\b|drop\b)/gi, 'alter column $1 set data type '],
  [/\bwith\s+values\b/gi, ''],
  [/\bcreate\s+(unique\s+)?(?:non)?clustered\s+index\b/gi, 'create $1index'],
];

/** Texts and comments, which nothing that looks for words may look into. */
const OPAQUE = /N?'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//gi;

/** @returns the statement with every text emptied and every comment gone */
export const withoutTexts = (sql: string): string => sql.replace(OPAQUE, (found) => (found.endsWith("'") ? "''" : ' '));

/** Rewrites between the texts, never inside them. */
function rewritten(sql: string): string {
  const texts: string[] = [];
  const hidden = sql.replace(OPAQUE, (found) => `'${texts.push(found) - 1}'`);
  const known = UNKNOWN_TO_PARSER.reduce((text, [pattern, by]) => text.replace(pattern, by), hidden);
  return known.replace(/'(\d+)'/g, (_, index: string) => texts[Number(index)] ?? '');
}

const trees = new Map<string, readonly Node[]>();

/** @throws Error when the text is not T-SQL as the parser knows it */
export function parseTsql(sql: string): readonly Node[] {
  const known = trees.get(sql);
  if (known) return known;
  const tree = parse(rewritten(sql), 'mssql') as unknown as readonly Node[];
  trees.set(sql, tree);
  return tree;
}

/** Calls `visit` with every key and value of the tree. */
export function walk(node: unknown, visit: (key: string, value: unknown) => void): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    visit(key, value);
    walk(value, visit);
  }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** @returns the value at a path of keys and indexes, or undefined where it ends early */
export const at = (node: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, key) => (isNode(value) ? value[key] : undefined), node);

/** @returns the last part of a name such as [dbo].[calls], in lower case */
export function nameOf(node: unknown): string {
  const parts = Array.isArray(node) ? node : [];
  const value = at(parts[parts.length - 1], 'Identifier', 'value');
  return typeof value === 'string' ? value.toLowerCase() : '';
}
