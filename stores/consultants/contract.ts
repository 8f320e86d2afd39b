import type { Page } from '../../schemas/common.ts';
import type { HandoverOutcome, HandoverPhase } from '../../rules/consultants/handoverState.ts';
import type { LeaseRelease } from '../../rules/consultants/handoverSteps.ts';
import type { LanguageReach } from '../../rules/consultants/language.ts';
import type { ProtocolPattern } from '../../rules/consultants/protocolPattern.ts';
import type { TurnChoice } from '../../rules/consultants/turn.ts';
import type { TurnPolicy } from '../../rules/consultants/turnPolicy.ts';
import type { ConsultantUpkeep } from './upkeepContract.ts';

/** A consultant as stored. `null` in the three flags is damage that an import brought, and reads as no (D-8). */
export interface ConsultantRow {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly languages: readonly string[];
  readonly active: boolean | null;
  readonly inRotation: boolean | null;
  readonly online: boolean | null;
  readonly pipedriveId: number | null;
  /** `ultimo_atendimento`: last offered (D-24). */
  readonly lastOfferedAt: string | null;
  readonly serviceEndedAt: string | null;
  /** What its open leases may cost together; null = not counted (D-23). */
  readonly capacity: number | null;
  /** null: never sent a heartbeat, and so never expires (D-21). */
  readonly presenceUntil: string | null;
  readonly notRespondingSince: string | null;
  /** Counts changes, for `If-Match`. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a client may say of a consultant. */
export interface ConsultantFields {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly languages: readonly string[];
  readonly active: boolean;
  readonly inRotation: boolean;
  readonly online: boolean;
  readonly pipedriveId: number | null;
  readonly capacity?: number | null;
}

/** What is not named stays as it is. */
export type ConsultantChange = { readonly [Name in keyof ConsultantFields]?: ConsultantFields[Name] | undefined };

/** `folded`: one person an address, in any case (D-16); `legacy`: compared as written, and only when somebody is created. */
export interface EmailRule {
  readonly emails: 'folded' | 'legacy';
}

export interface ProtocolRow {
  readonly id: number;
  readonly number: string;
  readonly consultantId: number | null;
  readonly origin: 'turn' | 'number';
  readonly language: string | null;
  readonly description: string | null;
  readonly priority: string | null;
  readonly status: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Who asks, for the log of operations: the id of a key or user, never a name. */
export interface Caller {
  readonly actor: string;
  readonly at: string;
}

/** A repeated request gets the first answer again; kept in the transaction of what it did (D-11). */
export interface Once {
  /** Hash of who asked, the route and the key. */
  readonly id: string;
  /** Hash of what was asked. */
  readonly fingerprint: string;
  readonly expiresAt: string;
}

/** How numbers are made today. */
export interface Numbering {
  readonly pattern: ProtocolPattern;
  /** Local day of the issue, `YYYY-MM-DD`. */
  readonly day: string;
}

export interface TurnAsked extends Caller {
  readonly language: string;
  readonly numbering: Numbering;
  readonly policy: TurnPolicy;
  /** Whether the offer is open work until it is released (D-23). */
  readonly lease: boolean;
  /** Nobody eligible: false gives `nobody` and issues nothing (legacy); true issues a number and lets the request wait (D-25). */
  readonly mayWait: boolean;
  readonly preferredId?: number | undefined;
  readonly once?: Once | undefined;
}

/** A turn that was given; exactly what a repeated request gets again. */
export interface Turn {
  readonly protocolId: number;
  readonly number: string;
  readonly issuedAt: string;
  /** The chosen consultant as they stood then; null: the request waits. */
  readonly consultant: ConsultantRow | null;
}

export type TurnOutcome =
  | { readonly kind: 'given'; readonly turn: Turn; readonly replayed: boolean }
  | { readonly kind: 'nobody'; readonly choice: TurnChoice }
  /** The key belongs to another request. */
  | { readonly kind: 'key-reused' };

export interface NumberAsked extends Caller {
  readonly numbering: Numbering;
  /** Whether an active consultant must exist (legacy), and whether the number is attached to one (strict). */
  readonly needsActive: boolean;
  readonly attach: boolean;
  /** Whom the number is attached to in any case (3.7); must exist. */
  readonly consultantId?: number | undefined;
  readonly once?: Once | undefined;
}

export type NumberOutcome =
  | { readonly kind: 'given'; readonly number: string; readonly replayed: boolean }
  | { readonly kind: 'nobody-active' }
  | { readonly kind: 'key-reused' };

export type Changed<T> =
  | { readonly kind: 'done'; readonly row: T }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'email-taken' }
  /** Somebody else changed it since the version that was named. */
  | { readonly kind: 'stale'; readonly version: number };

/** One hand-over as it stands, written by its workflow. */
export interface HandoverRow {
  readonly protocolId: number;
  readonly number: string;
  readonly language: string;
  readonly phase: HandoverPhase;
  readonly outcome: HandoverOutcome | null;
  readonly offerNo: number;
  readonly consultantId: number | null;
  readonly requestedAt: string;
  readonly updatedAt: string;
  readonly callBackPromised: boolean;
}

export interface OfferAsked extends Caller {
  readonly number: string;
  readonly offerNo: number;
  readonly excluded: readonly number[];
  readonly reach: LanguageReach | null;
  readonly policy: TurnPolicy;
}

/** Something to be written into the log of operations. */
export interface NewEvent {
  /** Deterministic: what happens twice has two keys. */
  readonly key: string;
  readonly kind: string;
  readonly number: string | null;
  readonly consultantId: number | null;
  /** Ids, counts and reasons; no personal data. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface LeaseEnd extends Caller, LeaseRelease {
  readonly number: string;
}

/** One thing that happened: ids, counts and reasons; no personal data. Keys are deterministic, so repeating writes nothing. */
export interface ConsultantEvent {
  readonly id: number;
  readonly kind: string;
  readonly number: string | null;
  readonly consultantId: number | null;
  readonly actor: string;
  readonly at: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The repository of the `consultants` integration. Instants are UTC ISO texts. */
export interface ConsultantStore extends ConsultantUpkeep {
  createConsultant(fields: ConsultantFields, caller: Caller & EmailRule): Promise<Changed<ConsultantRow>>;
  /** Not deleted; null for every other id, also one beyond the range of ids. */
  consultant(id: number): Promise<ConsultantRow | null>;
  /** By id, not deleted (D-19). */
  listConsultants(): Promise<ConsultantRow[]>;
  changeConsultant(
    id: number,
    change: ConsultantChange,
    caller: Caller & EmailRule & { readonly version?: number | undefined },
  ): Promise<Changed<ConsultantRow>>;
  /** Keeps the history (D-9). */
  deleteConsultant(id: number, caller: Caller & { readonly version?: number | undefined }): Promise<Changed<null>>;
  /** Sets online, ends not-responding and, when `until` is given, lets the presence expire then (D-21, D-22). */
  heartbeat(id: number, until: string, caller: Caller): Promise<Changed<ConsultantRow>>;
  /** Takes those offline whose presence ended. @returns their ids */
  expirePresence(caller: Caller): Promise<number[]>;

  /** Picks, numbers and records in one transaction (D-2 … D-6, D-11, D-38, D-40). */
  takeTurn(asked: TurnAsked): Promise<TurnOutcome>;
  /** Issues a number (D-27). */
  takeNumber(asked: NumberAsked): Promise<NumberOutcome>;

  protocol(id: number): Promise<ProtocolRow | null>;
  protocolByNumber(number: string): Promise<ProtocolRow | null>;
  listProtocols(query: {
    readonly consultantId?: number | undefined;
    readonly skip: number;
    readonly limit: number;
  }): Promise<ProtocolRow[]>;
  changeProtocol(
    id: number,
    change: { description?: string | null; priority?: string | null; status?: string | null },
    caller: Caller & { readonly version?: number | undefined },
  ): Promise<Changed<ProtocolRow>>;

  handover(number: string): Promise<HandoverRow | null>;
  listHandovers(query: {
    readonly phase?: HandoverPhase | undefined;
    readonly consultantId?: number | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  }): Promise<Page<HandoverRow>>;
  /** Those that wait for somebody, oldest request first, `atMost` of them (D-25). */
  waitingHandovers(atMost: number): Promise<readonly HandoverRow[]>;
  /**
   * Writes down where the workflow stands, and its event, in one transaction. It may be repeated, or come late: a record that
   * is no news (see `isNoNews`) changes nothing.
   */
  recordHandover(
    row: Omit<HandoverRow, 'protocolId' | 'language' | 'requestedAt'>,
    event: NewEvent,
    caller: Caller,
  ): Promise<void>;
  /** Appends to the log of operations, once per key. */
  recordEvent(event: NewEvent, caller: Caller): Promise<void>;
  /**
   * Chooses and leases the next person for a hand-over, once per offer number: a repeat gives the first answer. In the same
   * transaction the hand-over is `offered`, or `waiting` when there is nobody: who becomes available later finds it waiting.
   */
  offerNext(asked: OfferAsked): Promise<{ readonly consultantId: number | null; readonly choice: TurnChoice }>;
  /** Frees a lease, once. */
  releaseLease(end: LeaseEnd): Promise<void>;
  /** Sum of the costs of open leases by consultant: what the sum of open work must equal (D-23). */
  openLoad(): Promise<Map<number, number>>;

  /** Events, newest first. */
  listEvents(query: {
    readonly kind?: string | undefined;
    readonly number?: string | undefined;
    readonly consultantId?: number | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  }): Promise<Page<ConsultantEvent>>;
  /** Figures for `/metrics`. */
  counters(): Promise<{
    readonly consultants: number;
    readonly eligible: number;
    readonly protocols: number;
    readonly handoversByPhase: Readonly<Record<string, number>>;
  }>;
}
