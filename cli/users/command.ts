import { randomBytes, randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { hashPassword } from '../../api/auth/passwords.ts';
import { newUser, ROLES } from '../../schemas/access.ts';
import { loadConfig } from '../../schemas/config.ts';
import type { AccessStore } from '../../stores/access/contract.ts';
import { json, print, table } from '../calls/output.ts';
import { CommandFailed } from '../failure.ts';
import { openDatabase } from '../openDatabase.ts';

/** Who may log in. A password is made here and shown once, so that none ever stands in a shell's history. */
export const users = new Command('users').description('who may log in to the console and the API');

const newPassword = (): string => randomBytes(15).toString('base64url');
const passwordText = (name: string, password: string): string =>
  `user ${name}\npassword ${password}\nIt is shown this once.`;

async function withAccess(work: (access: AccessStore) => Promise<void>): Promise<void> {
  const store = await openDatabase(loadConfig());
  try {
    await work(store.access);
  } finally {
    await store.close();
  }
}

users
  .command('list', { isDefault: true })
  .description('all users')
  .option(...json)
  .action((options: { json: boolean }) =>
    withAccess(async (access) => {
      const rows = (await access.listUsers()).map(({ name, role, createdAt }) => ({ name, role, createdAt }));
      print(options.json, rows, () =>
        table(
          ['user', 'role', 'since'],
          rows.map(({ name, role, createdAt }) => [name, role, createdAt]),
        ),
      );
    }),
  );

users
  .command('add')
  .description('make a user')
  .argument('<name>', 'login name')
  .requiredOption('--role <role>', ROLES.join(', '))
  .option(...json)
  .action((name: string, options: { role: string; json: boolean }) => {
    const parsed = newUser.safeParse({ name, role: options.role, password: newPassword() });
    if (!parsed.success) {
      const wrong = parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
      throw new CommandFailed(wrong.join('; '), 2);
    }
    const { password, ...user } = parsed.data;
    return withAccess(async (access) => {
      const createdAt = new Date().toISOString();
      const passwordHash = await hashPassword(password);
      if (!(await access.createUser({ ...user, id: randomUUID(), passwordHash, createdAt })))
        throw new CommandFailed(`There is a user ${user.name} already.`);
      print(options.json, { name: user.name, password }, () => passwordText(user.name, password));
    });
  });

users
  .command('reset')
  .description('give a user a new password; their logins end')
  .argument('<name>', 'login name')
  .option(...json)
  .action((name: string, options: { json: boolean }) =>
    withAccess(async (access) => {
      const user = await access.userByName(name.toLowerCase());
      if (!user) throw new CommandFailed(`There is no user ${name}.`);
      const password = newPassword();
      await access.updateUser(user.id, { passwordHash: await hashPassword(password) });
      print(options.json, { name: user.name, password }, () => passwordText(user.name, password));
    }),
  );
