import type { StoreContext } from '../database.ts';
import { createAnswers } from './answers.ts';
import { createApiKeys } from './apiKeys.ts';
import type { AccessStore } from './contract.ts';
import { createSessions } from './sessions.ts';
import { createUsers } from './users.ts';

/** The repository of credentials: the only place that knows the `access_` tables. */
export const createAccessStore = (context: StoreContext): AccessStore => ({
  ...createUsers(context),
  ...createSessions(context),
  ...createApiKeys(context),
  ...createAnswers(context),

  async sweep(now) {
    await context.db.deleteFrom('access_sessions').where('expires_at', '<=', now).execute();
    await context.db.deleteFrom('access_answers').where('expires_at', '<=', now).execute();
  },
});
