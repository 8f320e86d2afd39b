import type { RequestBudget } from '../../rules/requestBudget.ts';
import type { StoreContext } from '../database.ts';
import type { CallStore } from './contract.ts';
import { budgetsUpsert, newBudgetUpsert } from './upserts.ts';

const budgetValues = (account: string, budget: RequestBudget) => [
  account,
  budget.rate,
  budget.maxRate,
  budget.configuredRate,
  budget.nextFreeAtMs,
  budget.limitedAtMs,
  budget.recoveredAtMs,
];

export const createBudgets = ({ portable, transact }: StoreContext): Pick<CallStore, 'changeBudget'> => ({
  changeBudget: (account, initial, change) =>
    transact(async (trx) => {
      // Made before it is read, so that there is a row to hold while it changes, the first time too.
      await portable.upsert(trx, newBudgetUpsert, [budgetValues(account, initial)]);
      const row = await portable
        .forChange(trx.selectFrom('request_budgets').selectAll().where('account', '=', account))
        .executeTakeFirstOrThrow();
      const { budget, result } = change({
        rate: row.rate,
        maxRate: row.max_rate,
        configuredRate: row.configured_rate,
        nextFreeAtMs: row.next_free_at_ms,
        limitedAtMs: row.limited_at_ms,
        recoveredAtMs: row.recovered_at_ms,
      });
      await portable.upsert(trx, budgetsUpsert, [budgetValues(account, budget)]);
      return result;
    }),
});
