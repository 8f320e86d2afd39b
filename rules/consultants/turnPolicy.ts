import type { LanguageMode, LanguageReach } from './language.ts';

/** A boolean of a store (0 or 1), or damaged data (null): only a plain yes counts (5.1). */
export type Flag = boolean | 0 | 1 | null;

/**
 * What the choice knows of one person; no personal data. Instants are UTC, `YYYY-MM-DDTHH:mm:ss.SSSZ`, and compared as text.
 * A field that is absent or null belongs to a feature that this person never used: the legacy meaning holds (D-20).
 */
export interface TurnCandidate {
  readonly id: number;
  readonly languages: readonly string[];
  /** `status_ativo` */
  readonly active: Flag;
  /** `status_ativo_sequencial` */
  readonly inRotation: Flag;
  /** `status_online` */
  readonly online: Flag;
  /** `ultimo_atendimento`: last offered. */
  readonly lastOfferedAt: string | null;
  /** Number of the last turn, from a count that only grows: tells apart those who were offered in one millisecond (D-37). */
  readonly lastTurn?: number | null;
  readonly deletedAt?: string | null;
  /** From the heartbeat (D-21). */
  readonly presenceExpiresAt?: string | null;
  /** Let an offer expire and has not come back since (D-22). */
  readonly notRespondingSince?: string | null;
  /** Sum of the costs of open leases, and what it may come to (D-23). */
  readonly openLoad?: number | null;
  readonly capacity?: number | null;
  readonly lastServiceEndedAt?: string | null;
  /** Offers in a row that came to nothing (D-35). */
  readonly missedInARow?: number | null;
  /** Services owed to the others; see fairShare.ts (D-42). */
  readonly owed?: number | null;
}

export interface TurnRequest {
  readonly language: string;
  readonly at: string;
  /** Those who refused this request or let it expire (D-22). */
  readonly excluded?: readonly number[];
  /** Whoever served this customer last: goes first if eligible. */
  readonly preferredId?: number;
  /** How far the language may be relaxed by now (D-41). */
  readonly reach?: LanguageReach;
  /** Of the lease; 1 unless told. */
  readonly cost?: number;
}

export interface TurnPolicy {
  /** Written into every explanation, so that a choice can be judged by the rules of its day (D-38). */
  readonly ruleVersion: string;
  /** D-24, D-35: whom the turn comes to is measured from the last offer (legacy) or from the end of the last service. */
  readonly order: 'last-offered' | 'end-of-service';
  /** By `end-of-service`: each offer in a row that came to nothing counts as a service of so many seconds. */
  readonly missedOfferSeconds: number;
  readonly languageMode: LanguageMode;
  readonly respectPresence: boolean;
  readonly respectNotResponding: boolean;
  readonly respectCapacity: boolean;
  /** Whoever owes a whole service goes before those who do not (D-42). */
  readonly fairShare: boolean;
  /** People named in an explanation; the others are counted. */
  readonly explainAtMost: number;
}

/** The legacy algorithm (5.1), but for the language: what is added later changes no answer unless it is switched on (D-20). */
export const defaultTurnPolicy: TurnPolicy = {
  ruleVersion: 'turn-1',
  order: 'last-offered',
  missedOfferSeconds: 300,
  languageMode: 'tolerant',
  respectPresence: false,
  respectNotResponding: false,
  respectCapacity: false,
  fairShare: false,
  explainAtMost: 20,
};
