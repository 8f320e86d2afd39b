import type { Migration } from 'kysely/migration';
import type { Portable } from '../dialects/portable.ts';
import { calls } from './0001-calls.ts';
import { access } from './0002-access.ts';
import { alerts } from './0003-alerts.ts';
import { consultants } from './0004-consultants.ts';

/** Every step of the database, in the order of the names. Adding an integration adds its line. */
export const migrations = (portable: Portable): Record<string, Migration> => ({
  '0001-calls': calls(portable),
  '0002-access': access(portable),
  '0003-alerts': alerts(portable),
  '0004-consultants': consultants(portable),
});
