import type { Generated } from 'kysely';
import type { HandoverOutcome, HandoverPhase } from '../../rules/consultants/handoverState.ts';

export interface ConsultantsTable {
  id: Generated<number>;
  name: string;
  email: string | null;
  /** What makes an address one: lower case, nothing around it; null where there is none to compare (D-16). */
  email_key: string | null;
  phone: string | null;
  /** JSON array, as written. */
  languages: string;
  active: number | null;
  in_rotation: number | null;
  online: number | null;
  pipedrive_id: number | null;
  last_offered_at: string | null;
  /** Count of the last turn: tells apart those who were offered in one millisecond (D-37). */
  last_turn: number;
  service_ended_at: string | null;
  capacity: number | null;
  presence_until: string | null;
  not_responding_since: string | null;
  missed_in_a_row: number;
  /** Services owed to the others this week (D-42). */
  owed: number;
  version: number;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

/** The count of numbers: one row for all time, or one a day (D-4). */
interface SeriesTable {
  series: string;
  last_number: number;
  /** No later turn is dated before it, whatever the clock of its server says. */
  last_issued_at: string;
}

export interface ProtocolsTable {
  id: Generated<number>;
  number: string;
  series: string;
  sequence: number;
  consultant_id: number | null;
  origin: 'turn' | 'number';
  language: string | null;
  description: string | null;
  priority: string | null;
  status: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface HandoversTable {
  protocol_id: number;
  number: string;
  language: string;
  phase: HandoverPhase;
  outcome: HandoverOutcome | null;
  offer_no: number;
  consultant_id: number | null;
  requested_at: string;
  call_back_promised: number;
  updated_at: string;
}

/** An offer, and the work it stands for while it is not released (D-23). */
export interface OffersTable {
  number: string;
  offer_no: number;
  /** null: nobody was eligible. */
  consultant_id: number | null;
  cost: number;
  /** The place in the rotation that the offer gave, and the one it took (D-39). */
  given_turn: number;
  given_at: string;
  taken_turn: number;
  taken_at: string | null;
  /** JSON of the choice. */
  choice: string;
  acquired_at: string;
  released_at: string | null;
  released_because: string | null;
}

export interface EventsTable {
  id: Generated<number>;
  event_key: string;
  kind: string;
  number: string | null;
  consultant_id: number | null;
  actor: string;
  at: string;
  /** JSON: ids, counts and reasons. */
  detail: string;
}

/** First answers to requests with an Idempotency-Key, kept in the transaction of what they did (D-11). */
interface AnswersTable {
  id: string;
  fingerprint: string;
  /** JSON. */
  answer: string;
  expires_at: string;
}

export interface ConsultantTables {
  consultants: ConsultantsTable;
  protocol_series: SeriesTable;
  protocols: ProtocolsTable;
  consultant_handovers: HandoversTable;
  consultant_offers: OffersTable;
  consultant_events: EventsTable;
  consultant_answers: AnswersTable;
}
