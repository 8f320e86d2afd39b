/** What a page of the vendor becomes before it reaches the store. Pure data; no behaviour. */

/** A value that every store can bind: booleans are 0/1, instants and local times are ISO texts. */
export type Scalar = string | number | null;

/** One doubt about one field: the call is kept, the doubt is listed (C-10). */
export interface Oddity {
  readonly field: string;
  /** Stable kebab-case name of the rule that was broken, e.g. `over-long`, `not-an-integer`. */
  readonly rule: string;
  /** The literal value, clipped to 1,000 characters; the whole of it is in the raw text. */
  readonly original: string;
}

/** A key of `mailing_data.data` with its literal value, in document order (5.6). */
export interface MailingValue {
  readonly name: string;
  readonly normalisedName: string;
  /** Literal text of the value; null for JSON null. */
  readonly value: string | null;
}

export interface NormalisedMailing {
  /** The vendor's `_id`, or empty text: with the call id the natural key of the record (C-13). */
  readonly mailingId: string;
  /** In the order of `MAILING_COLUMNS`. */
  readonly values: readonly Scalar[];
  readonly entries: readonly MailingValue[];
}

export interface NormalisedCall {
  readonly id: string;
  readonly campaignId: number | null;
  /** UTC instant `YYYY-MM-DDTHH:mm:ss.SSSZ`; null when no valid date was given. */
  readonly at: string | null;
  /** In the order of `CALL_COLUMNS`. */
  readonly values: readonly Scalar[];
  /** The whole row as JSON with sorted keys and literal numbers. */
  readonly raw: string;
  /** Of `raw`, so it does not depend on the order of fields (5.7). */
  readonly contentHash: string;
  /** null when the vendor sent no mailing record. */
  readonly mailing: NormalisedMailing | null;
  readonly oddities: readonly Oddity[];
}

/** A row that must not be stored as a call; it goes to quarantine with its payload. */
export interface RejectedRow {
  readonly reason: 'missing-id' | 'over-long-id' | 'unstorable-id' | 'not-an-object' | 'foreign-campaign';
  readonly raw: string;
  /** Instant and campaign where they could be read, so that the row can be counted in its window. */
  readonly at: string | null;
  readonly campaignId: number | null;
}
