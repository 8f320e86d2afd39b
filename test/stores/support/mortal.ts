import type { DatabaseSync } from 'node:sqlite';
import { Kysely, type DatabaseConnection, type Dialect, type Driver } from 'kysely';
import { createConsultantStore } from '../../../stores/consultants/consultantStore.ts';
import type { ConsultantStore } from '../../../stores/consultants/contract.ts';
import type { Database } from '../../../stores/database.ts';
import { kindOf } from '../../../stores/dialects/kind.ts';
import { createTransact } from '../../../stores/transact.ts';

/** What the dead have to say. */
class Crash extends Error {
  override readonly name = 'Crash';
}

export type Death = { readonly afterSteps: number } | { readonly afterCommits: number };

/** A server that dies where it is told to: all that it had under way is gone, also the answers. It is there again at once. */
export interface MortalServer {
  /** Lets it die before it asks one thing more of its database, or after its next commit; after so many others of these. */
  die(when: Death): void;
  /** How often it has died. */
  readonly deaths: number;
  /** Does something; again after each death, as whoever asked would have it. */
  ask<T>(work: (consultants: ConsultantStore) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @param url of a SQLite file that is up to date */
export function mortalServer(url: string): MortalServer {
  let stepsLeft = Infinity;
  let commitsLeft = Infinity;
  let deaths = 0;
  let life = begin();

  /** A process's connection to the file. */
  function begin() {
    let isDead = false;
    const step: Step = (database, isCommitted) => {
      if (isDead) throw new Crash('dead');
      if (isCommitted ? commitsLeft-- > 0 : stepsLeft-- > 0) return;
      stepsLeft = commitsLeft = Infinity;
      isDead = true;
      deaths += 1;
      // The system does so with what a dead process had open.
      database?.close();
      throw new Crash('died');
    };
    const db = new Kysely<Database>({ dialect: watched(kindOf(url).dialect(url, OPTIONS), step) });
    const context = { db, transact: createTransact(db), portable: kindOf(url).portable };
    return {
      consultants: createConsultantStore(context),
      isDead: () => isDead,
      close: () => db.destroy(),
    };
  }

  return {
    die(when) {
      if ('afterSteps' in when) stepsLeft = when.afterSteps;
      else commitsLeft = when.afterCommits;
    },
    get deaths() {
      return deaths;
    },
    async ask(work) {
      for (;;) {
        const mine = life;
        try {
          return await work(mine.consultants);
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
          if (life === mine) life = begin();
        }
      }
    },
    close: () => {
      stepsLeft = Infinity;
      return life.isDead() ? Promise.resolve() : life.close();
    },
  };
}

const OPTIONS = { readOnly: false, durable: false };

type Step = (database: DatabaseSync | undefined, isCommitted: boolean) => void;
type Connection = DatabaseConnection & { readonly database: DatabaseSync };

/** The same dialect; `step` is called before each thing that is asked of a connection, and after each commit. */
const watched = (dialect: Dialect, step: Step): Dialect => ({
  createAdapter: () => dialect.createAdapter(),
  createIntrospector: (db) => dialect.createIntrospector(db),
  createQueryCompiler: () => dialect.createQueryCompiler(),
  createDriver: () => watchedDriver(dialect.createDriver(), step),
});

function watchedDriver(driver: Driver, step: Step): Driver {
  let connection: Connection | undefined;
  const stepped = () => step(connection?.database, false);
  return {
    init: () => driver.init(),
    async acquireConnection() {
      connection = (await driver.acquireConnection()) as Connection;
      return steppedBefore(connection, stepped);
    },
    async beginTransaction(here, settings) {
      stepped();
      await driver.beginTransaction(here, settings);
    },
    async commitTransaction(here) {
      stepped();
      await driver.commitTransaction(here);
      step(connection?.database, true);
    },
    async rollbackTransaction(here) {
      stepped();
      await driver.rollbackTransaction(here);
    },
    releaseConnection: (here) => driver.releaseConnection(here),
    destroy: () => driver.destroy(),
  };
}

/** The same object; `stepped` is called before each of its methods, and of those of the statements that it prepares. */
function steppedBefore<T extends object>(object: T, stepped: () => void): T {
  return new Proxy(object, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...parts: unknown[]) => {
        if (name !== 'prepare') stepped();
        const given: unknown = Reflect.apply(member, target, parts);
        return name === 'prepare' ? steppedBefore(given as object, stepped) : given;
      };
    },
  });
}
