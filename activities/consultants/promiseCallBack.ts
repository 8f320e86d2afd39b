import { writeDown, type HandoverRecord, type RecordHandoverDeps } from './recordHandover.ts';

/** Writes down that whoever still waits is promised a call-back; those who ask for hand-overs see it (D-41). */
export const createPromiseCallBack = ({ store }: RecordHandoverDeps) =>
  async function promiseCallBack(record: HandoverRecord): Promise<void> {
    await writeDown(store, record, { key: `call-back:${record.number}`, kind: 'call-back-promised' });
  };
