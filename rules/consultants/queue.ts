import { whyIneligible } from './eligibility.ts';
import { matchLanguage } from './language.ts';
import type { TurnCandidate, TurnPolicy, TurnRequest } from './turnPolicy.ts';

/** Somebody who waits because nobody was eligible (D-25). */
export interface WaitingRequest extends Omit<TurnRequest, 'at' | 'preferredId'> {
  /** Its protocol number. */
  readonly id: string;
  readonly waitingSince: string;
  /** Minutes of waiting that it is ahead by; so nothing starves: what waits longer overtakes it. 0 unless told. */
  readonly priority?: number;
}

/**
 * D-25: the request that somebody who became eligible serves: the oldest that they can, ties by id.
 * @returns its id; null when there is none for them
 */
export function chooseWaiting(
  requests: readonly WaitingRequest[],
  person: TurnCandidate,
  at: string,
  policy: TurnPolicy,
): string | null {
  let first: WaitingRequest | undefined;
  for (const request of requests) {
    const match = matchLanguage(request.language, person.languages, policy.languageMode, request.reach);
    if (whyIneligible(person, match, { ...request, at }, policy) !== null) continue;
    if (first === undefined || goesBefore(request, first)) first = request;
  }
  return first?.id ?? null;
}

function goesBefore(request: WaitingRequest, first: WaitingRequest): boolean {
  const [mine, theirs] = [countedFromMs(request), countedFromMs(first)];
  return mine === theirs ? request.id < first.id : mine < theirs;
}

const countedFromMs = ({ waitingSince, priority = 0 }: WaitingRequest): number =>
  Date.parse(waitingSince) - priority * 60_000;
