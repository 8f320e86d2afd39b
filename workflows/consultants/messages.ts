import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { HandoverStanding } from '../../rules/consultants/handoverStanding.ts';

/** Workflow types of the integration: the names that starters and Temporal Web use. */
export const CONSULTANT_WORKFLOWS = { handover: 'followHandover' } as const;

export const CONSULTANTS_TASK_QUEUE = 'consultants';
/** The only queue that may talk to Pipedrive: one queue a vendor, so that a slow one keeps nothing else waiting. */
export const PIPEDRIVE_TASK_QUEUE = 'pipedrive';

/** Who says so: the id of a key or user, never a name. */
interface Said {
  readonly actor: string;
}
export interface OfferAnswer extends Said {
  readonly consultantId: number;
  readonly offerNo: number;
}
export interface ServiceEnd extends Said {
  readonly consultantId: number;
}
export interface Abandonment extends Said {
  readonly because: 'caller-left' | 'cancelled';
}

export const standing = defineQuery<HandoverStanding>('standing');

// Each answers with the standing, or is refused with an ApplicationFailure whose type is the reason: a `CommandRefusal`,
// or `malformed`. Given an update id of its own (e.g. `accept-2-7`), a repeat gets the first answer again.
export const accept = defineUpdate<HandoverStanding, [OfferAnswer]>('accept');
export const refuse = defineUpdate<HandoverStanding, [OfferAnswer]>('refuse');
export const finish = defineUpdate<HandoverStanding, [ServiceEnd]>('finish');
export const ready = defineUpdate<HandoverStanding, [ServiceEnd]>('ready');
export const abandon = defineUpdate<HandoverStanding, [Abandonment]>('abandon');

/**
 * Somebody may have become available (D-25): the hand-over asks for them and answers when it knows. An update and not a signal,
 * so that those that wait can be told one after the other, oldest first. Refused with `not-waiting`.
 */
export const available = defineUpdate<HandoverStanding>('available');
