import type { DatabaseKind } from '../kind.ts';
import { postgres } from '../portable.ts';

/** Rows in PostgreSQL. */
export const postgresKind: DatabaseKind = {
  name: 'postgres',
  schemes: ['postgresql:', 'postgres:'],
  example: 'postgresql://user:password@host:5432/database',
  portable: postgres,
  dialect() {
    throw new Error('PostgreSQL is not built yet.');
  },
};
