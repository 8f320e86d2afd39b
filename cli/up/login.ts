import Table from 'cli-table3';
import { ensureAdmin } from '../../api/auth/ensureAdmin.ts';
import { program } from '../../runtime/program.ts';
import type { Config } from '../../schemas/config.ts';
import { openDatabase } from '../openDatabase.ts';

/** How to log in: the first admin with its password, which is shown this once, or how to get a new one. */
export async function loginHint(config: Config): Promise<string> {
  const store = await openDatabase(config);
  try {
    const login = await ensureAdmin(store.access);
    if (login === null) return `Log in with your user; \`${program} users reset admin\` gives admin a new password.`;
    const table = new Table({ style: { head: [], border: [] } });
    table.push(['User', login.user], ['Password', login.password]);
    return `${table.toString()}\nThe password is shown this once; \`${program} users reset admin\` gives a new one.`;
  } finally {
    await store.close();
  }
}
