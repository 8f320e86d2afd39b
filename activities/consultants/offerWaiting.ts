import { ringAt, reachIn } from '../../rules/consultants/handoverClock.ts';
import type { HandoverSettings } from '../../rules/consultants/handoverRun.ts';
import { chooseWaiting, type WaitingRequest } from '../../rules/consultants/queue.ts';
import type { TurnCandidate } from '../../rules/consultants/turnPolicy.ts';
import type { ConsultantRow, ConsultantStore, HandoverRow } from '../../stores/consultants/contract.ts';

export interface OfferWaitingDeps {
  readonly store: Pick<ConsultantStore, 'consultant' | 'waitingHandovers' | 'openLoad'>;
  readonly settings: Pick<HandoverSettings, 'turn' | 'handover'>;
  /** Lets a hand-over look for somebody. @returns whom it has then; null = nobody, or it does not wait any more */
  readonly ask: (number: string) => Promise<number | null>;
  readonly now: () => Date;
}

/** More than so many requests that wait are told the next time. */
const AT_MOST = 500;

/**
 * Somebody became available: of the requests that wait they get the oldest that they can serve (D-25), or as many as their
 * capacity allows. Those are asked one after the other, so that none overtakes an older one.
 */
export const createOfferWaiting = ({ store, settings: { turn, handover }, ask, now }: OfferWaitingDeps) =>
  async function offerWaiting(consultantId: number): Promise<void> {
    const [person, waiting] = await Promise.all([store.consultant(consultantId), store.waitingHandovers(AT_MOST)]);
    if (!person || waiting.length === 0) return;
    const openLoad = (await store.openLoad()).get(consultantId) ?? 0;
    const at = now().toISOString();
    const askable = new Map(waiting.map((row) => [row.number, requestOf(row, Date.parse(at), handover)]));
    let free = person.capacity === null ? 1 : person.capacity - openLoad;
    while (free > 0) {
      const number = chooseWaiting([...askable.values()], candidateOf(person, openLoad), at, turn);
      if (number === null) return;
      askable.delete(number);
      if ((await ask(number)) === consultantId) free -= 1;
    }
  };

/** As far as the language is relaxed by now; whom else a request excludes, it knows itself. */
const requestOf = (
  { number, language, requestedAt }: HandoverRow,
  nowMs: number,
  policy: HandoverSettings['handover'],
): WaitingRequest => {
  const reach = reachIn(ringAt(Date.parse(requestedAt), nowMs, policy), policy);
  return { id: number, language, waitingSince: requestedAt, ...(reach !== null && { reach }) };
};

const candidateOf = (person: ConsultantRow, openLoad: number): TurnCandidate => ({
  id: person.id,
  languages: person.languages,
  active: person.active,
  inRotation: person.inRotation,
  online: person.online,
  lastOfferedAt: person.lastOfferedAt,
  presenceExpiresAt: person.presenceUntil,
  notRespondingSince: person.notRespondingSince,
  capacity: person.capacity,
  openLoad,
});
