import { parseJson } from '../../rules/calls/json.ts';
import { createNormaliser, isRejected } from '../../rules/calls/normalise.ts';
import type { CallDeps } from './deps.ts';

export type ReplayQuarantineDeps = Pick<CallDeps, 'store' | 'zone' | 'finalStatuses' | 'hash' | 'now'>;

export interface ReplayedRow {
  readonly outcome: 'inserted' | 'updated' | 'unchanged' | 'rejected';
  /** Why it was rejected again. */
  readonly reason?: string;
}

/** Reads a quarantined row again with the parser of today; stored, it leaves quarantine. Null when there is no such row. */
export const createReplayQuarantine = ({ store, zone, finalStatuses, hash, now }: ReplayQuarantineDeps) =>
  async function replayQuarantine(id: number): Promise<ReplayedRow | null> {
    const row = await store.quarantined(id);
    if (!row) return null;
    const aliases = await store.mailingAliases(row.account, row.campaign);
    const read = createNormaliser({ zone, finalStatuses, hash, aliases })(parseJson(row.raw));
    if (isRejected(read)) return { outcome: 'rejected', reason: read.reason };
    const at = now().toISOString();
    const outcome = await store.writeCall(row.account, read, at);
    await store.resolveQuarantine(id, outcome, at);
    return { outcome };
  };
