import type { HandoverState } from '../../rules/consultants/handoverState.ts';
import type { Caller, ConsultantStore, NewEvent } from '../../stores/consultants/contract.ts';

/** A hand-over as it stood when something happened, and who caused it. */
export interface HandoverRecord extends Caller {
  readonly number: string;
  readonly state: HandoverState;
}

export interface RecordHandoverDeps {
  readonly store: Pick<ConsultantStore, 'recordHandover'>;
}

/** Writes down where a hand-over stands, and that it came to stand there (D-44). */
export const createRecordHandover = ({ store }: RecordHandoverDeps) =>
  async function recordHandover(record: HandoverRecord): Promise<void> {
    const { phase, offerNo } = record.state;
    await writeDown(store, record, { key: `${phase}:${record.number}:${offerNo}`, kind: phase });
  };

/** Writes down where a hand-over stands, with what has happened to it. */
export async function writeDown(
  store: RecordHandoverDeps['store'],
  { number, state, actor, at }: HandoverRecord,
  what: Pick<NewEvent, 'key' | 'kind'>,
): Promise<void> {
  const { phase, outcome, offerNo, consultantId, callBackPromised } = state;
  const row = { number, phase, outcome, offerNo, consultantId, callBackPromised, updatedAt: at };
  await store.recordHandover(row, { ...what, number, consultantId, detail: { offerNo, outcome } }, { actor, at });
}
