import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnswerPart } from './answers.ts';
import { digestOf, keyOf, type Asked, type AskedAfter } from './exchanges.ts';
import { showType, typeFrom, type SqlValue } from './sqlTypes.ts';

/** What was asked and, in order, what was answered each time. */
export interface Exchange extends Asked {
  readonly answers: RecordedAnswer[];
}

export interface RecordedAnswer {
  readonly after: string;
  readonly parts: readonly AnswerPart[];
}

/**
 * A folder of recordings: `statements.sql` and `columns.json` hold the texts and result columns that many lines of the
 * others name by their digest, and every other file one scope, a line for each thing asked.
 */
export interface Recordings {
  /** In the order in which each was asked first; empty when there is no such scope. */
  read(scope: string): readonly Exchange[];
  /** Replaces a scope. */
  write(scope: string, exchanges: readonly Exchange[]): void;
}

/** A part of an answer whose columns are a digest. */
type StoredPart =
  | Exclude<AnswerPart, { readonly columns: unknown } | { readonly output: unknown }>
  | { readonly columns: string; readonly rows: readonly (readonly SqlValue[])[] }
  | { readonly output: readonly [name: string, type: string, value: SqlValue] };

interface StoredExchange {
  readonly statement: string;
  readonly parameters?: Asked['parameters'];
  readonly loaded?: Asked['loaded'];
  /** Those of the first statement of a transaction, or of one outside, go without their empty `after`. */
  readonly answers: readonly (readonly [parts: readonly StoredPart[], after?: string])[];
}

const STATEMENTS = 'statements.sql';
const COLUMNS = 'columns.json';
const HEAD = /^-- statement (\w+)\n/m;
const SLUG_LENGTH = 80;

/** Readable, and unlike that of any other scope. */
const fileOf = (scope: string): string => {
  const plain = scope
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return `${plain.slice(0, SLUG_LENGTH).replace(/^-|-$/g, '')}-${digestOf(scope).slice(0, 6)}.jsonl`;
};

function readStatements(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map();
  const [, ...parts] = readFileSync(file, 'utf8').split(HEAD);
  const pairs = parts.flatMap((digest, i) =>
    i % 2 === 0 ? [[digest, (parts[i + 1] ?? '').slice(0, -1)] as const] : [],
  );
  return new Map(pairs);
}

const readJson = (file: string): Record<string, string> =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};

const sorted = <T>(entries: Iterable<readonly [string, T]>) =>
  [...entries].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));

export function openRecordings(folder: string): Recordings {
  const files = { statements: join(folder, STATEMENTS), columns: join(folder, COLUMNS) };
  const statements = readStatements(files.statements);
  const columns = new Map(Object.entries(readJson(files.columns)));

  const named = (texts: Map<string, string>, text: string): string => {
    const digest = digestOf(text);
    texts.set(digest, text);
    return digest;
  };
  const textOf = (texts: Map<string, string>, digest: string): string => {
    const text = texts.get(digest);
    if (text === undefined) throw new Error(`The recordings in ${folder} lack ${digest}: record them again.`);
    return text;
  };

  const stored = (part: AnswerPart): StoredPart => {
    if ('columns' in part) {
      const list = part.columns.map(({ name, type }) => `${name} ${showType(type)}`).join('\n');
      return { columns: named(columns, list), rows: part.rows };
    }
    return 'output' in part ? { output: [part.output.name, showType(part.output.type), part.output.value] } : part;
  };
  const restored = (part: StoredPart): AnswerPart => {
    if ('columns' in part) {
      const divided = textOf(columns, part.columns)
        .split('\n')
        .map((one) => /^(.*) (\w+(?:\(.*\))?)$/.exec(one) ?? []);
      return { columns: divided.map(([, name = '', type = '']) => ({ name, type: typeFrom(type) })), rows: part.rows };
    }
    if (!('output' in part)) return part;
    const [name, type, value] = part.output;
    return { output: { name, type: typeFrom(type), value } };
  };

  return {
    read(scope) {
      const file = join(folder, fileOf(scope));
      if (!existsSync(file)) return [];
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
      return lines.slice(1).map((line) => {
        const { statement, parameters = {}, loaded = {}, answers } = JSON.parse(line) as StoredExchange;
        return {
          statement: textOf(statements, statement),
          parameters,
          loaded,
          answers: answers.map(([parts, after = '']) => ({ after, parts: parts.map(restored) })),
        };
      });
    },
    write(scope, exchanges) {
      mkdirSync(folder, { recursive: true });
      const lines = exchanges.map(({ statement, parameters, loaded, answers }) =>
        JSON.stringify({
          statement: named(statements, statement),
          ...(Object.keys(parameters).length > 0 && { parameters }),
          ...(Object.keys(loaded).length > 0 && { loaded }),
          answers: answers.map(({ after, parts }) => (after === '' ? [parts.map(stored)] : [parts.map(stored), after])),
        } satisfies StoredExchange),
      );
      writeFileSync(join(folder, fileOf(scope)), [JSON.stringify({ scope }), ...lines, ''].join('\n'));
      const texts = sorted(statements).map(([digest, text]) => `-- statement ${digest}\n${text}\n`);
      writeFileSync(files.statements, texts.join(''));
      writeFileSync(files.columns, `${JSON.stringify(Object.fromEntries(sorted(columns)), null, 2)}\n`);
    },
  };
}

/** Collects what is asked and answered, by scope, until it is written. */
export function createCollector(recordings: Recordings) {
  const scopes = new Map<string, Map<string, Exchange>>();
  return {
    add(scope: string, { asked, after }: AskedAfter, parts: readonly AnswerPart[]): void {
      const exchanges = scopes.get(scope) ?? new Map<string, Exchange>();
      scopes.set(scope, exchanges);
      const exchange = exchanges.get(keyOf(asked)) ?? { ...asked, answers: [] };
      exchanges.set(keyOf(asked), exchange);
      exchange.answers.push({ after, parts });
    },
    write: () => {
      for (const [scope, exchanges] of scopes) recordings.write(scope, [...exchanges.values()]);
    },
  };
}
