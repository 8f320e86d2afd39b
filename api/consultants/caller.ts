import type { Caller } from '../../stores/consultants/contract.ts';
import type { Principal } from '../auth/principal.ts';

/** The id of a key or user, never a name. */
export const actorOf = ({ kind, id }: Principal): string => `${kind}:${id}`;

/** Who asks, for the log of operations. */
export const callerOf = (principal: Principal, now: Date): Caller => ({
  actor: actorOf(principal),
  at: now.toISOString(),
});
