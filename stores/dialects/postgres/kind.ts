import type { DatabaseKind } from '../kind.ts';
import { postgres } from '../portable.ts';
import { postgresDialect } from './dialect.ts';
import { POSTGRES_EXAMPLE, postgresOptions } from './options.ts';

/** Rows in PostgreSQL: in the schema that the server gives this user first. */
export const postgresKind: DatabaseKind = {
  name: 'postgres',
  schemes: ['postgresql:', 'postgres:'],
  example: POSTGRES_EXAMPLE,
  portable: postgres,
  dialect: (url, options) => postgresDialect(postgresOptions(url), options),
};
