import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type DatabaseMetadataOptions,
  type Dialect,
  type Kysely,
  type TableMetadata,
} from 'kysely';
import type { OpenOptions } from '../kind.ts';
import { PostgresPoolDriver } from './driver.ts';
import type { PostgresOptions } from './options.ts';

/** Knows the tables of our schema alone: another program of the same database may have tables of the same names. */
class OurSchemaIntrospector extends PostgresIntrospector {
  // oxlint-disable-next-line typescript/no-explicit-any -- as Kysely declares it
  readonly #db: Kysely<any>;

  // oxlint-disable-next-line typescript/no-explicit-any -- as Kysely declares it
  constructor(db: Kysely<any>) {
    super(db);
    this.#db = db;
  }

  override async getTables(options?: DatabaseMetadataOptions): Promise<TableMetadata[]> {
    const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(this.#db);
    const tables = await super.getTables(options);
    return tables.filter(({ schema }) => schema === rows[0]?.name);
  }
}

/** Kysely over a PostgreSQL server; connects with the first query. */
export const postgresDialect = (options: PostgresOptions, open: OpenOptions): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new PostgresPoolDriver(options, open),
  createIntrospector: (db) => new OurSchemaIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});
