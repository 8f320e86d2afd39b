/** Topic of the outbox from which hand-overs are started; the subject is the protocol number. */
export const HANDOVER_TOPIC = 'handover';

/** Topic of the outbox that tells of somebody who may have become eligible: requests that wait are offered to them (D-25). */
export const AVAILABLE_TOPIC = 'available';
