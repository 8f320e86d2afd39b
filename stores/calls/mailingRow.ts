import type { NormalisedMailing, Scalar } from '../../rules/calls/types.ts';

/** What a mailing record has beside its own values. */
export interface MailingKeys {
  readonly account: string;
  readonly callId: string;
  readonly copy: number;
  /** The hash of the whole call stands for its mailing record too. */
  readonly contentHash: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A mailing record in the order of `mailingUpsert`. */
export function mailingRow(keys: MailingKeys, { mailingId, values, entries }: NormalisedMailing): Scalar[] {
  const { account, callId, copy, contentHash, createdAt, updatedAt } = keys;
  // `_id` leads MAILING_COLUMNS; a record without one has the empty text, which a unique key can hold.
  const [, ...others] = values;
  const pairs = JSON.stringify(entries.map(({ name, value }) => [name, value]));
  return [account, callId, copy, contentHash, createdAt, updatedAt, mailingId, ...others, pairs];
}
