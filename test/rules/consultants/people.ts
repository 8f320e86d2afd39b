import type { TurnCandidate } from '../../../rules/consultants/turnPolicy.ts';

/** Somebody who can be chosen for `pt` and never was. */
export const person = (id: number, more: Partial<TurnCandidate> = {}): TurnCandidate => ({
  id,
  languages: ['pt'],
  active: 1,
  inRotation: 1,
  online: 1,
  lastOfferedAt: null,
  ...more,
});

/** An instant so many seconds into a day. */
export const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 20) + seconds * 1_000).toISOString();

/** What giving somebody a turn writes down. */
export const offeredTo = (
  people: readonly TurnCandidate[],
  id: number | null,
  lastOfferedAt: string,
  lastTurn: number,
): TurnCandidate[] => people.map((one) => (one.id === id ? { ...one, lastOfferedAt, lastTurn } : one));
