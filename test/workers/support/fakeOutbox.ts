import type { OutboxRow, OutboxStore } from '../../../stores/outbox/contract.ts';

export interface FakeOutbox extends Pick<OutboxStore, 'claim' | 'settle' | 'postpone'> {
  /** Rows that are still to be done, with the instant from which they may be claimed. */
  readonly waiting: ReadonlyMap<number, string>;
  add(subject: string, payload?: OutboxRow['payload']): void;
}

/** An outbox in memory, with the rules of the contract. */
export function fakeOutbox(): FakeOutbox {
  const rows = new Map<number, OutboxRow>();
  const waiting = new Map<number, string>();
  return {
    waiting,
    add(subject, payload = {}) {
      const id = rows.size + 1;
      rows.set(id, { id, topic: 'handover', subject, payload, attempts: 0 });
      waiting.set(id, '');
    },
    async claim(topic, { now, leaseMs, limit }) {
      const due = [...waiting].filter(([, from]) => from <= now).slice(0, limit);
      return due.flatMap(([id]) => {
        const row = rows.get(id);
        if (row?.topic !== topic) return [];
        const claimed = { ...row, attempts: row.attempts + 1 };
        rows.set(id, claimed);
        waiting.set(id, new Date(Date.parse(now) + leaseMs).toISOString());
        return [claimed];
      });
    },
    async settle(ids) {
      for (const id of ids) waiting.delete(id);
    },
    async postpone(id, notBefore) {
      waiting.set(id, notBefore);
    },
  };
}
