import { at, walk, type Node } from './tsql.ts';
import { typeFrom } from './sqlTypes.ts';

/** What the parser lets pass in every dialect and SQL Server does not. */

const HINTS = [
  'updlock',
  'holdlock',
  'serializable',
  'rowlock',
  'paglock',
  'tablock',
  'tablockx',
  'xlock',
  'readpast',
  'readcommittedlock',
  'nolock',
  'nowait',
];

const OPERATORS = ['StringConcat', 'PGRegexMatch', 'Arrow', 'LongArrow', 'HashArrow', 'HashLongArrow'];

const isSet = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

type Rule = (value: unknown) => string | null;
const refuse =
  (sentence: string): Rule =>
  (value) =>
    isSet(value) ? sentence : null;

const typeRule: Rule = (value) => {
  const custom = at(value, 'Custom');
  if (!Array.isArray(custom)) return null;
  const name = String(at(custom, 0, 0, 'Identifier', 'value'));
  try {
    typeFrom(name);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const hintRule: Rule = (value) => {
  const hints = Array.isArray(value) ? value.map((hint) => String(at(hint, 'Identifier', 'value'))) : [];
  const unknown = hints.filter((hint) => !HINTS.includes(hint.toLowerCase()));
  return unknown.length === 0 ? null : `SQL Server has no hint ${unknown.join(', ')}.`;
};

const RULES: Record<string, Rule> = {
  limit: refuse('LIMIT is not T-SQL.'),
  returning: refuse('RETURNING is not T-SQL.'),
  on: (value) => (isSet(at(value, 'OnConflict')) ? 'ON CONFLICT is not T-SQL.' : null),
  locks: refuse('FOR UPDATE is not T-SQL.'),
  if_not_exists: refuse('IF NOT EXISTS is not T-SQL.'),
  cascade: refuse('DROP … CASCADE is not T-SQL.'),
  or_replace: refuse('CREATE OR REPLACE is not T-SQL.'),
  nulls_first: (value) => (typeof value === 'boolean' ? 'NULLS FIRST and NULLS LAST are not T-SQL.' : null),
  Using: refuse('JOIN … USING is not T-SQL.'),
  Natural: refuse('NATURAL JOIN is not T-SQL.'),
  ILike: refuse('ILIKE is not T-SQL.'),
  Interval: refuse('INTERVAL is not T-SQL.'),
  Boolean: () => 'SQL Server has no boolean literals.',
  kind: (value) => (value === 'DoubleColon' ? 'x::type is not T-SQL.' : null),
  op: (value) => (OPERATORS.includes(String(value)) ? `The operator ${String(value)} is not T-SQL.` : null),
  data_type: typeRule,
  with_hints: hintRule,
};

/** @returns what SQL Server would refuse in statements that the parser took */
export function foreignParts(tree: readonly Node[]): string[] {
  const found = new Set<string>();
  walk(tree, (key, value) => {
    const sentence = RULES[key]?.(value);
    if (sentence) found.add(sentence);
    if (key === 'value' && (value === 'true' || value === 'false')) found.add('SQL Server has no boolean literals.');
  });
  return [...found];
}
