import { z } from 'zod';
import { LANGUAGE_REACHES } from '../../rules/consultants/language.ts';
import { HANDOVER_PHASES, type HandoverOutcome } from '../../rules/consultants/handoverState.ts';

const OUTCOMES = [
  'assigned',
  'served',
  'service-timed-out',
  'caller-left',
  'cancelled',
  'nobody-available',
] as const satisfies readonly HandoverOutcome[];
const PUSHES = ['off', 'not-yet', 'pushing', 'pushed', 'skipped', 'failed'] as const;

const id = z.int();
const phase = z.enum(HANDOVER_PHASES);
const outcome = z.enum(OUTCOMES).nullable();

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A consultant as those see them who hand over to them. */
const offeredConsultant = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  languages: z.array(z.string()),
  pipedriveId: id.nullable(),
});

/** A turn: a number, and whose turn it is; `consultant` null = the request waits. */
export const turn = z
  .object({
    number: z.string(),
    protocolId: id,
    issuedAt: z.string(),
    consultant: offeredConsultant.nullable(),
    replayed: z.boolean().describe('Whether this is the first answer to a repeated request.'),
    links: z.object({ handover: z.string() }),
  })
  .meta({ id: 'ConsultantTurn' });

export const handover = z
  .object({
    number: z.string(),
    protocolId: id,
    language: z.string(),
    phase,
    outcome,
    offerNo: id,
    consultantId: id.nullable(),
    requestedAt: z.string(),
    updatedAt: z.string(),
    callBackPromised: z.boolean(),
  })
  .meta({ id: 'Handover' });

/** Why somebody was chosen, and who was passed over (D-38); ids only. */
export const turnChoice = z
  .object({
    chosen: id.nullable(),
    matched: z.enum(LANGUAGE_REACHES).nullable(),
    waitingSince: z.string().nullable(),
    ruleVersion: z.string(),
    considered: id,
    eligible: id,
    passedOver: z.array(z.object({ id, reason: z.string() })),
    counts: z.record(z.string(), id),
  })
  .meta({ id: 'TurnChoice' });

/** What a hand-over that is being followed says of itself. */
export const handoverStanding = z
  .object({
    number: z.string(),
    phase,
    outcome,
    offerNo: id,
    consultantId: id.nullable(),
    requestedAt: z.string(),
    since: z.string(),
    expiresAt: z.string().nullable(),
    dueAt: z.string().nullable(),
    reminded: z.boolean(),
    excluded: z.array(id),
    ring: id,
    callBackPromised: z.boolean(),
    choice: turnChoice.nullable(),
    push: z.object({ state: z.enum(PUSHES), reason: z.string().nullable() }),
  })
  .meta({ id: 'HandoverStanding' });

export const consultantEvent = z
  .object({
    id,
    kind: z.string(),
    number: z.string().nullable(),
    consultantId: id.nullable(),
    actor: z.string(),
    at: z.string(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'ConsultantEvent' });

/** A hand-over with its whole story: `live` is null when nobody follows it, or Temporal cannot be asked. */
export const handoverStory = z.object({
  handover,
  live: handoverStanding.nullable(),
  events: z.array(consultantEvent).describe('Oldest first; the choice and who was passed over stand in each offer.'),
});

/** A protocol with what was noted about it (D-26). */
export const protocol = z
  .object({
    id,
    number: z.string(),
    consultantId: id.nullable(),
    origin: z.enum(['turn', 'number']),
    language: z.string().nullable(),
    description: z.string().nullable(),
    priority: z.string().nullable(),
    status: z.string().nullable(),
    version: id,
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Protocol' });

export const presence = z.object({ id, online: z.boolean(), presentUntil: z.string().nullable() });
export const capacity = z.object({ id, capacity: id.nullable() });

/** A consultant as whoever manages them sees them. */
export const consultant = z
  .object({
    id,
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    languages: z.array(z.string()),
    active: z.boolean().nullable(),
    inRotation: z.boolean().nullable(),
    online: z.boolean().nullable(),
    pipedriveId: id.nullable(),
    capacity: id.nullable(),
    lastOfferedAt: z.string().nullable(),
    serviceEndedAt: z.string().nullable(),
    presenceUntil: z.string().nullable(),
    notRespondingSince: z.string().nullable(),
    version: id,
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Consultant' });

/** Everything that is stored about a person (8.3). */
export const personalData = z
  .object({
    consultant: consultant.extend({ deletedAt: z.string().nullable() }),
    protocols: z.array(protocol.pick({ number: true, origin: true, language: true, createdAt: true })),
    events: z.array(consultantEvent.pick({ kind: true, number: true, at: true })),
    openOffers: id,
    keptAnswers: id.describe('Answers to repeated requests that hold a copy, for a day at most.'),
  })
  .meta({ id: 'ConsultantPersonalData' });

export const erasure = z
  .object({
    openOffers: id.describe('Go on under the id.'),
    keptAnswers: id.describe('Were deleted.'),
  })
  .meta({ id: 'ConsultantErasure' });
