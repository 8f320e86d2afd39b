import { createHash } from 'node:crypto';
import { temporaryNames } from './checks.ts';
import type { Parameter, Statement } from './requests.ts';
import type { Session } from './session.ts';
import { showType, type SqlValue } from './sqlTypes.ts';

/** What a statement is known by in a recording: not its place in time, since tests do things at once. */
export interface Asked {
  /** The text with its declared parameters, or the call of a procedure. */
  readonly statement: string;
  /** By name; nulls are left out. */
  readonly parameters: Readonly<Record<string, Exclude<SqlValue, null>>>;
  /** Digests of the rows that were loaded into the temporary tables that it names. */
  readonly loaded: Readonly<Record<string, string>>;
}

/** What was asked, and after what: tells the same statement of one transaction from that of another. */
export interface AskedAfter {
  readonly asked: Asked;
  /** Digest of what its transaction asked before; empty for the first, and outside of one. */
  readonly after: string;
}

/** Whose parameters are another moment in every run. */
const TIMED = /\bkysely_migration\b/;

const shown = (parameters: readonly Parameter[]): string =>
  parameters.map(({ name, type }) => `${name} ${showType(type)}`).join(', ');

const statementText = (statement: Statement): string => {
  switch (statement.kind) {
    case 'batch':
      return statement.sql;
    case 'query':
      return statement.declared === '' ? statement.sql : `-- with ${statement.declared}\n${statement.sql}`;
    case 'procedure':
      return `-- procedure with ${shown(statement.parameters)}\n${statement.name}`;
  }
};

/** Adds what was asked to the history of its transaction. */
export function askedBy(statement: Statement, session: Session): AskedAfter {
  const text = statementText(statement);
  const parameters = statement.kind === 'batch' || TIMED.test(text) ? [] : statement.parameters;
  const entries = parameters.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const]));
  const loaded = temporaryNames(text).flatMap((name) => {
    const digest = session.temporary.get(name)?.loaded ?? '';
    return digest === '' ? [] : [[name, digest] as const];
  });
  const asked = { statement: text, parameters: Object.fromEntries(entries), loaded: Object.fromEntries(loaded) };
  const after = session.history;
  if (session.transaction !== 0n) session.history = digestOf(after + keyOf(asked)).slice(0, 8);
  return { asked, after };
}

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

export const keyOf = ({ statement, parameters, loaded }: Asked): string =>
  JSON.stringify([statement, parameters, loaded]);
