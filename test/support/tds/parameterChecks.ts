import type { Parameter, Statement } from './requests.ts';
import { refusal, showType, typeFrom, type SqlType } from './sqlTypes.ts';
import { at, walk, withoutTexts, type Node } from './tsql.ts';

/** What SQL Server takes in one call, less the two of sp_executesql itself. */
const MOST_PARAMETERS = 2098;

/** Commas inside brackets do not divide. */
export const listItems = (text: string): string[] =>
  text
    .split(/,(?![^(]*\))/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

function declaredTypes(declared: string): Map<string, string> {
  return new Map(
    listItems(declared).map((item) => {
      const [, name = '', type = ''] = /^(@\w+)\s+(.*?)(?:\s+output)?$/i.exec(item) ?? [];
      return [name, showType(typeFrom(type))];
    }),
  );
}

/** Variables that a statement makes by itself, and names of the parameters of procedures that it calls. */
function ownNames(tree: readonly Node[]): Set<string> {
  const names = new Set<string>();
  walk(tree, (key, value) => {
    if (key === 'Declare') {
      for (const one of Array.isArray(at(value, 'stmts')) ? (at(value, 'stmts') as unknown[]) : []) {
        names.add(String(at(one, 'names', 0, 'value')));
      }
    }
    if (key !== 'Execute') return;
    for (const one of Array.isArray(at(value, 'parameters')) ? (at(value, 'parameters') as unknown[]) : []) {
      names.add(String(at(one, 'BinaryOp', 'left', 'Identifier', 'value')));
    }
  });
  return names;
}

export const usedNames = (sql: string): Set<string> =>
  new Set([...withoutTexts(sql).matchAll(/(?<!@)@\w+/g)].map(([name]) => name));

const isFull = ({ name, length }: SqlType): boolean =>
  length === 'max' || length === (name === 'nvarchar' ? 4000 : 8000);

/** Length of each text parameter of a statement, where it is not a full one. */
const lengths = new Map<string, Map<string, string>>();

/** The driver declares a text at its own length unless it is told otherwise, and every length makes a plan. */
function planProblem(sql: string, { name, type }: Parameter): string | null {
  if (!type.name.endsWith('char') || isFull(type)) return null;
  const known = lengths.get(sql) ?? new Map<string, string>();
  lengths.set(sql, known);
  const before = known.get(name) ?? showType(type);
  known.set(name, before);
  return before === showType(type)
    ? null
    : `${name} is ${showType(type)} and was ${before}: every length makes a plan.`;
}

function typeProblem({ name, type, value }: Parameter): string | null {
  if (type.name.endsWith('datetime')) return `${name} is declared ${type.name}, which rounds instants.`;
  const refused = refusal(type, value);
  return refused === null ? null : `${name}: ${refused}.`;
}

/** @returns what is wrong with the parameters of a parameterised statement */
export function parameterProblems(
  { sql, declared, parameters }: Extract<Statement, { kind: 'query' }>,
  tree: readonly Node[],
): string[] {
  const types = declaredTypes(declared);
  const [used, own] = [usedNames(sql), ownNames(tree)];
  const problems = parameters
    .flatMap((parameter) => [planProblem(sql, parameter), typeProblem(parameter)])
    .filter((problem) => problem !== null);
  if (parameters.length > MOST_PARAMETERS) problems.push(`${parameters.length} parameters are too many.`);
  for (const { name, type } of parameters) {
    const told = types.get(name);
    if (told === undefined) problems.push(`${name} is sent and not declared.`);
    else if (told !== showType(type)) problems.push(`${name} is declared ${told} and sent as ${showType(type)}.`);
  }
  for (const name of types.keys()) {
    if (!parameters.some((one) => one.name === name)) problems.push(`${name} is declared and not sent.`);
    if (!used.has(name)) problems.push(`${name} is declared and not used.`);
  }
  for (const name of used) {
    if (!types.has(name) && !own.has(name)) problems.push(`${name} is used and not declared.`);
  }
  return problems;
}
