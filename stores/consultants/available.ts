import type { Trx } from '../database.ts';
import type { Portable } from '../dialects/portable.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { AVAILABLE_TOPIC } from './topics.ts';

/** @param cause key of what made them so; told once */
export const tellAvailable = (
  trx: Trx,
  portable: Portable,
  { consultantId, cause }: { readonly consultantId: number; readonly cause: string },
  at: string,
): Promise<void> => enqueue(trx, portable, { topic: AVAILABLE_TOPIC, subject: cause, payload: { consultantId } }, at);
