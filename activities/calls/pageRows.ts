import type { JsonValue } from '../../rules/calls/json.ts';
import { isRejected, type Normaliser } from '../../rules/calls/normalise.ts';
import type { NormalisedCall, RejectedRow } from '../../rules/calls/types.ts';
import type { CallWindow } from '../../schemas/calls.ts';

/** One page's rows, told apart. */
export interface PageRows {
  readonly calls: NormalisedCall[];
  readonly rejected: RejectedRow[];
  /** Calls of campaigns that were not asked for (C-15). */
  readonly strangers: NormalisedCall[];
}

export function readRows(rows: readonly JsonValue[], campaign: number, normalise: Normaliser): PageRows {
  const result: PageRows = { calls: [], rejected: [], strangers: [] };
  for (const row of rows) {
    const read = normalise(row);
    if (isRejected(read)) result.rejected.push(read);
    else if (read.campaignId !== null && read.campaignId !== campaign) result.strangers.push(read);
    else result.calls.push(read);
  }
  return result;
}

/** A stranger as it goes to quarantine. */
export const asRejected = ({ raw, at, campaignId }: NormalisedCall): RejectedRow => ({
  reason: 'foreign-campaign',
  raw,
  at,
  campaignId,
});

/** A row belongs to the window of its own instant; one without belongs to the window that returned it (5.2). */
export const belongsTo = ({ at }: NormalisedCall, { from, to }: CallWindow): boolean =>
  at === null || (at >= from && at < to);
