/** A call as its client saw it, or as the store tells it where the client saw no answer. Times of one clock, in ms. */
export interface Operation {
  /** null: no client tells; it may have begun any time. */
  readonly invokedAt: number | null;
  /** null: no answer was seen. */
  readonly completedAt: number | null;
  /** null for numbers that nobody was chosen for. */
  readonly language: string | null;
  readonly consultantId: number | null;
  readonly number: string;
}

/** A call with its place in the order of numbers. */
export interface OrderedOperation extends Operation {
  readonly series: string;
  readonly sequence: number;
}
