import type { StoreContext } from '../database.ts';
import { createBudgets } from './budgets.ts';
import type { CallStore } from './contract.ts';
import { createEvents } from './events.ts';
import { createExecutions } from './executions.ts';
import { createPurge } from './purge.ts';
import { createQuarantine } from './quarantine.ts';
import { createReads } from './reads.ts';
import { createWatermarks } from './watermarks.ts';
import { createWindows } from './windows.ts';
import { createWrites } from './writes.ts';

/** The repository of calls over an open database. */
export const createCallStore = (context: StoreContext): CallStore => ({
  ...createExecutions(context),
  ...createWindows(context),
  ...createWrites(context),
  ...createReads(context),
  ...createQuarantine(context),
  ...createWatermarks(context),
  ...createBudgets(context),
  ...createPurge(context),
  ...createEvents(context),
});
