import type { Db } from '../database.ts';

/** What a look at one thing of a database found. */
export interface Verdict {
  readonly state: 'ok' | 'warn' | 'fail';
  /** A sentence or less, without values of rows and without credentials. */
  readonly says: string;
}

/** What only one kind of database can be asked, and how. */
export interface Diagnosis {
  /** What answers, with its version. */
  server(db: Db): Promise<string>;
  /** The clock of the database, epoch ms. */
  clockMs(db: Db): Promise<number>;
  /** Whether this login may take migration steps. */
  mayMigrate(db: Db): Promise<boolean>;
  /** How texts are kept and compared, and whatever else this kind can be wrong about, by the name of the check. */
  readonly checks: Readonly<Record<string, (db: Db) => Promise<Verdict>>>;
}
