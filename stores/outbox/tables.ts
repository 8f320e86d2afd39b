import type { Generated } from 'kysely';

export interface OutboxTables {
  outbox: {
    id: Generated<number>;
    topic: string;
    subject: string;
    /** JSON of ids and counts. */
    payload: string;
    created_at: string;
    /** Until then it belongs to a relay, or waits for another try. */
    claimed_until: string;
    attempts: number;
    done_at: string | null;
  };
}
