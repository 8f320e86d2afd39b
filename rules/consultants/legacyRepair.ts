/** What can be wrong in a database of the replaced service (specs/consultants.md 6). */
export type Damage =
  | 'null-flag'
  | 'email-taken'
  | 'email-too-long'
  | 'unreadable-instant'
  | 'orphan-protocol'
  | 'no-number'
  | 'foreign-number'
  | 'no-counter'
  | 'several-counters'
  | 'counter-behind'
  | 'counter-near-overflow'
  | 'cut-off-number';

/** One damage, and what the import makes of it; ids, numbers and counts, no personal data. */
export interface Repair {
  readonly damage: Damage;
  /** E.g. `consultores 7`. */
  readonly where: string;
  readonly repair: string;
}
