import type { Logger } from '../runtime/logger.ts';
import type { ConsultantUpkeep } from '../stores/consultants/upkeepContract.ts';
import type { OutboxStore } from '../stores/outbox/contract.ts';

export interface PurgeDeps {
  readonly outbox: Pick<OutboxStore, 'purgeDone'>;
  readonly consultants: Pick<ConsultantUpkeep, 'purgeAnswers'>;
  readonly now: () => number;
  readonly log: Pick<Logger, 'info'>;
}

const EVERY_MS = 3_600_000;

/**
 * How long a row of the outbox is kept when it is done: so long its subject cannot be put again (`enqueue`). An activity that
 * puts one is repeated for as long as its hand-over lives, and that is given up after a week unless somebody set it longer.
 */
export const DONE_KEPT_MS = 7 * 86_400_000;

/**
 * Deletes what has done its work: rows of the outbox, and kept answers, which hold the name and phone of whoever was chosen.
 * Several at once do no harm.
 * @returns one round for a loop, see `startLoop`
 */
export const createPurge = ({ outbox, consultants, now, log }: PurgeDeps) =>
  async function purge(stopping: AbortSignal): Promise<number> {
    const atMs = now();
    const answers = await consultants.purgeAnswers(new Date(atMs).toISOString(), stopping);
    const outboxRows = await outbox.purgeDone(new Date(atMs - DONE_KEPT_MS).toISOString(), stopping);
    if (answers + outboxRows > 0) log.info({ answers, outboxRows }, 'purged');
    return EVERY_MS;
  };
