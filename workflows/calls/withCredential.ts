import { ActivityFailure, ApplicationFailure, condition, setCurrentDetails, sleep } from '@temporalio/workflow';
import { CREDENTIALS_REJECTED } from '../../rules/calls/failures.ts';
import { describeRun, renewalIsSpreading, type RunState } from '../../rules/calls/run.ts';

/** A refused credential is tried again by itself now and then, in case nobody tells the run about the new one. */
const CREDENTIAL_RETRY = '15 minutes';
/** While a new credential spreads through the vendor's nodes. */
const SPREADING_RETRY = '10 seconds';

/** Does `work`; when the vendor refuses the credential, the run waits for a new one and does the same again (C-4). */
export async function withCredential<T>(state: RunState, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isCredentialRefused(error)) throw error;
      await newCredential(state);
    }
  }
}

const isCredentialRefused = (error: unknown): boolean =>
  error instanceof ActivityFailure &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === CREDENTIALS_REJECTED;

async function newCredential(state: RunState): Promise<void> {
  if (renewalIsSpreading(state, Date.now())) return sleep(SPREADING_RETRY, { summary: 'a new credential spreads' });
  state.waitingForCredential = true;
  setCurrentDetails(describeRun(state));
  await condition(() => !state.waitingForCredential, CREDENTIAL_RETRY, { summary: 'waiting for a new credential' });
  state.waitingForCredential = false;
  setCurrentDetails(describeRun(state));
}
