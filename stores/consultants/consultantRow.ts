import type { Selectable } from 'kysely';
import type { TurnCandidate } from '../../rules/consultants/turnPolicy.ts';
import type { ConsultantRow } from './contract.ts';
import type { ConsultantsTable } from './tables.ts';

type Stored = Selectable<ConsultantsTable>;

const flag = (value: number | null): boolean | null => (value === null ? null : value !== 0);

/** The same few lists come with every choice. */
const lists = new Map<string, readonly string[]>();
const MAX_LISTS = 1_000;

export function languagesOf(json: string): readonly string[] {
  const known = lists.get(json);
  if (known) return known;
  const read: readonly string[] = Object.freeze(JSON.parse(json) as string[]);
  if (lists.size >= MAX_LISTS) lists.clear();
  lists.set(json, read);
  return read;
}

export const consultantRow = (row: Stored): ConsultantRow => ({
  id: row.id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  languages: languagesOf(row.languages),
  active: flag(row.active),
  inRotation: flag(row.in_rotation),
  online: flag(row.online),
  pipedriveId: row.pipedrive_id,
  lastOfferedAt: row.last_offered_at,
  serviceEndedAt: row.service_ended_at,
  capacity: row.capacity,
  presenceUntil: row.presence_until,
  notRespondingSince: row.not_responding_since,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** What the choice looks at. */
export const candidate = (row: Stored, openLoad = 0): TurnCandidate => ({
  id: row.id,
  languages: languagesOf(row.languages),
  active: flag(row.active),
  inRotation: flag(row.in_rotation),
  online: flag(row.online),
  lastOfferedAt: row.last_offered_at,
  lastTurn: row.last_turn,
  presenceExpiresAt: row.presence_until,
  notRespondingSince: row.not_responding_since,
  openLoad,
  capacity: row.capacity,
  lastServiceEndedAt: row.service_ended_at,
  missedInARow: row.missed_in_a_row,
  owed: row.owed,
});
