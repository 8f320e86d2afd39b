import type { Trx } from '../database.ts';
import type { Portable } from '../dialects/portable.ts';
import { enqueueOnce } from '../outbox/enqueue.ts';

/** Topic of the outbox that tells of somebody who may have become eligible: requests that wait are offered to them (D-25). */
const AVAILABLE_TOPIC = 'available';

/** @param cause key of what made them so; told once */
export const tellAvailable = (
  trx: Trx,
  portable: Portable,
  { consultantId, cause }: { readonly consultantId: number; readonly cause: string },
  at: string,
): Promise<void> =>
  enqueueOnce(trx, portable, { topic: AVAILABLE_TOPIC, subject: cause, payload: { consultantId } }, at);
