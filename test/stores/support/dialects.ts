import { mssql } from './mssql.ts';
import { postgres } from './postgres.ts';
import { sqlite } from './sqlite.ts';
import type { TestDialect } from './testDialect.ts';

export type { TestDialect, TestStore } from './testDialect.ts';

/** Every database that the product stores in: adding one adds its line. */
export const dialects: readonly TestDialect[] = [sqlite, mssql, postgres];

/** Those of a list that take whatever is asked: one that plays a recording counts as one that cannot be had. */
export const live = (which = dialects): readonly TestDialect[] =>
  which.map((dialect) =>
    dialect.isRecorded ? { ...dialect, missing: 'it is not recorded; set MSSQL_TEST_URL' } : dialect,
  );

/** The same tests on every database. One that cannot be had is a test that waits, with the reason in its name. */
export function onEveryDialect(subject: string, tests: (dialect: TestDialect) => void, which = dialects): void {
  for (const dialect of which) {
    describe(`${subject} on ${dialect.name}`, () => {
      if (dialect.missing === undefined) tests(dialect);
      else it(`not proved here: ${dialect.missing}`);
    });
  }
}
