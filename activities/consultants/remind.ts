import type { Caller, ConsultantStore } from '../../stores/consultants/contract.ts';

export interface Reminder extends Caller {
  readonly number: string;
  readonly offerNo: number;
  readonly consultantId: number;
}

export interface RemindDeps {
  readonly store: Pick<ConsultantStore, 'recordEvent'>;
}

/** Reminds somebody of an open offer: an event, which their client reads (D-22). */
export const createRemind = ({ store }: RemindDeps) =>
  async function remind({ number, offerNo, consultantId, actor, at }: Reminder): Promise<void> {
    const event = { key: `reminded:${number}:${offerNo}`, kind: 'reminded', number, consultantId, detail: { offerNo } };
    await store.recordEvent(event, { actor, at });
  };
