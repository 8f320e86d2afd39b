import { createHash } from 'node:crypto';
import { columnProblems, loadProblems, readInsertBulk } from './bulkChecks.ts';
import { foreignParts } from './foreign.ts';
import { parameterProblems } from './parameterChecks.ts';
import type { BulkLoad, Statement } from './requests.ts';
import { refusal } from './sqlTypes.ts';
import { isInsertBulk, type RequestChecks } from './server.ts';
import type { Session } from './session.ts';
import { tableChanges, type Columns, type TableChange } from './tables.ts';
import { at, nameOf, parseTsql, walk, withoutTexts, type Node } from './tsql.ts';

const APP_LOCK = 'sp_getapplock';
const PROCEDURES: Record<string, readonly string[]> = {
  [APP_LOCK]: ['@Resource', '@LockMode', '@LockOwner', '@LockTimeout', '@DbPrincipal'],
  sp_releaseapplock: ['@Resource', '@LockOwner', '@DbPrincipal'],
};

/** @returns the temporary tables that a statement names, in lower case */
export const temporaryNames = (sql: string): string[] => [
  ...new Set([...withoutTexts(sql).matchAll(/(?<![\w#])#\w+/g)].map(([name]) => name.toLowerCase())),
];

const dropsIfExists = (tree: readonly Node[], table: string): boolean => {
  let found = false;
  walk(tree, (key, value) => {
    const names = at(value, 'names');
    found ||=
      key === 'Drop' &&
      at(value, 'if_exists') === true &&
      Array.isArray(names) &&
      names.some((name) => nameOf(name) === table);
  });
  return found;
};

function lockProblems(tree: readonly Node[], session: Session): string[] {
  const problems: string[] = [];
  walk(tree, (key, value) => {
    if (key === 'Execute' && nameOf(at(value, 'name')) === APP_LOCK && session.transaction === 0n) {
      problems.push('sp_getapplock of a transaction is called outside of one.');
    }
    if (key === 'StartTransaction' || key === 'Commit' || key === 'Rollback') {
      problems.push('Transactions are begun and ended through the driver, which counts them.');
    }
  });
  return problems;
}

function procedureProblems({ name, parameters }: Extract<Statement, { kind: 'procedure' }>, session: Session) {
  const known = PROCEDURES[name.replace(/^.*\./, '').toLowerCase()];
  if (!known) return [`The test server does not know the procedure ${name}.`];
  const problems = parameters.flatMap(({ name: parameter, type, value }) => {
    const refused = known.includes(parameter) ? refusal(type, value) : `${name} has no such parameter`;
    return refused === null ? [] : [`${parameter}: ${refused}.`];
  });
  const inSession = parameters.some(({ name: one, value }) => one === '@LockOwner' && value === 'Session');
  if (!inSession && session.transaction === 0n) problems.push(`${name} of a transaction is called outside of one.`);
  return problems;
}

/**
 * Remembers the tables that are made, and refuses what a SQL Server would refuse: text that is not T-SQL, parameters that
 * do not fit, temporary tables that are not there, bulk rows that their table cannot hold.
 */
export function createChecks(): RequestChecks {
  const tables = new Map<string, Columns>();
  const columnsOf = (session: Session) => (name: string) => session.temporary.get(name)?.columns ?? tables.get(name);

  const keep = (session: Session, { name, columns }: TableChange, kind: Statement['kind']) => {
    if (!name.startsWith('#')) {
      if (columns) tables.set(name, columns);
      else tables.delete(name);
    } else if (!columns) session.temporary.delete(name);
    // One that a parameterised statement makes ends with it.
    else if (kind === 'batch') {
      session.temporary.set(name, { columns, inTransaction: session.transaction !== 0n, loaded: '' });
    }
  };

  const insertBulkProblems = (session: Session, sql: string): string[] => {
    const bulk = readInsertBulk(sql);
    const target = columnsOf(session)(bulk.table);
    if (target && target.length > 0) return columnProblems(bulk, target);
    return bulk.table.startsWith('#') && !target ? [`There is no table ${bulk.table} on this connection.`] : [];
  };

  return {
    statement(session, statement) {
      if (statement.kind === 'procedure') return procedureProblems(statement, session);
      const { sql } = statement;
      if (isInsertBulk(statement)) return insertBulkProblems(session, sql);
      let tree: readonly Node[];
      try {
        tree = parseTsql(sql);
      } catch (error) {
        return [`${error instanceof Error ? error.message : String(error)} in: ${sql}`];
      }
      const problems = [...foreignParts(tree), ...lockProblems(tree, session)];
      if (statement.kind === 'query') problems.push(...parameterProblems(statement, tree));
      const changes = tableChanges(tree, columnsOf(session));
      for (const name of temporaryNames(sql)) {
        const isMade = changes.some((change) => change.name === name && change.columns !== null);
        if (!isMade && !session.temporary.has(name) && !dropsIfExists(tree, name)) {
          problems.push(`There is no table ${name} on this connection.`);
        }
      }
      return problems.map((problem) => `${problem} In: ${sql}`);
    },

    ran(session, statement) {
      if (statement.kind === 'procedure' || isInsertBulk(statement)) return;
      for (const change of tableChanges(parseTsql(statement.sql), columnsOf(session))) {
        keep(session, change, statement.kind);
      }
    },

    bulk(session, insertBulk, load: BulkLoad) {
      const bulk = readInsertBulk(insertBulk);
      const problems = loadProblems(bulk, load, columnsOf(session)(bulk.table) ?? null);
      const stage = session.temporary.get(bulk.table);
      if (stage && problems.length === 0) {
        stage.loaded = createHash('sha256')
          .update(stage.loaded)
          .update(JSON.stringify(load))
          .digest('hex')
          .slice(0, 16);
      }
      return problems;
    },

    end(session, action) {
      if (action === 'rollback') return [];
      return [...session.temporary.keys()].map((name) => `${name} was left on the connection by the transaction.`);
    },
  };
}
