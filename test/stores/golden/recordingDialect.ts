import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult, TableMetadata } from 'kysely';

/** What a database would say to a statement; it may throw. */
export type Answer = (sql: string) => QueryResult<unknown>;

/**
 * A dialect with its own compiler but without a database: statements come to `answer`.
 * @param tables what its catalog tells; absent = it is asked like everything else
 */
export function recordingDialect(dialect: Dialect, answer: Answer, tables?: TableMetadata[]): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql }: CompiledQuery) => answer(sql) as QueryResult<R>,
    streamQuery() {
      throw new Error('Nothing in the repositories streams.');
    },
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: async () => {},
    commitTransaction: async () => {},
    rollbackTransaction: async () => {},
    releaseConnection: async () => {},
    destroy: async () => {},
  };
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) =>
      Object.assign(dialect.createIntrospector(db), tables && { getTables: async () => tables }),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}
