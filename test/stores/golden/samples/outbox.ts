import type { OutboxStore } from '../../../../stores/outbox/contract.ts';
import { AT } from '../../support/builders.ts';
import type { SamplesOf } from './samples.ts';

export const outboxSamples: SamplesOf<OutboxStore> = {
  claim: (outbox) => outbox.claim('handover', { now: AT, leaseMs: 1, limit: 50 }),
  settle: (outbox) => outbox.settle([1], AT),
  postpone: (outbox) => outbox.postpone(1, AT),
  purgeDone: (outbox) => outbox.purgeDone(AT),
  backlog: (outbox) => outbox.backlog(),
};
