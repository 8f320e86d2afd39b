import { sql } from 'kysely';
import { kindOf } from '../../../stores/dialects/kind.ts';
import type { TestStore } from './testDialect.ts';

/** Whether a server reads JSON texts as what they stand for. Babelfish 4.4 gives `\"` back as it is written. */
export async function readsEscapes({ store, url }: TestStore): Promise<boolean> {
  const { join, value } = kindOf(url).portable.pairs(sql.ref('one.json'));
  const { rows } = await sql<{ value: string }>`select ${value} as value
    from (select '[["name","\\""]]' as json) as one ${join}`.execute(store.db);
  return rows[0]?.value === '"';
}
