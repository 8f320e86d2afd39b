import type { HandoverPhase, HandoverState } from './handoverState.ts';

/** How far an offer has come. */
const RANK: Readonly<Record<HandoverPhase, number>> = {
  seeking: 0,
  waiting: 1,
  offered: 2,
  accepted: 3,
  'wrapping-up': 4,
  finished: 5,
  abandoned: 5,
};

type Standing = Pick<HandoverState, 'phase' | 'offerNo'>;

/** Whether a record says nothing newer than what is stored: it was repeated, or comes late. No clock is asked. */
export const isNoNews = (record: Standing, stored: Standing): boolean =>
  record.offerNo === stored.offerNo ? RANK[record.phase] <= RANK[stored.phase] : record.offerNo < stored.offerNo;
