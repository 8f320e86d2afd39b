import { dialects, onEveryDialect, type TestDialect } from '../../support/dialects.ts';

/** Databases that keep what is written: recorded answers would be as large as all that is copied. */
export const realDialects: readonly TestDialect[] = dialects.map((dialect) =>
  dialect.isRecorded ? { ...dialect, missing: 'whole databases are not recorded; set MSSQL_TEST_URL' } : dialect,
);

export const onEveryRealDialect = (subject: string, tests: (dialect: TestDialect) => void): void =>
  onEveryDialect(subject, tests, realDialects);
