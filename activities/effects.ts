import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/** No effect outside: short, and repeated eagerly. */
export const read = {
  startToCloseTimeout: '2 minutes', // planning asks the vendor for up to 50 counts, at its pace
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
} satisfies ActivityOptions;

/** Repeating it changes nothing, so it may be retried for as long as the run lives. */
export const idempotentWrite = {
  startToCloseTimeout: '30 minutes', // one window of 20,000 calls at two pages a minute and page; the cursor survives it
  heartbeatTimeout: '20 seconds', // beats every third of it; three missed mean a dead worker
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '2 minutes' },
  cancellationType: 'WAIT_CANCELLATION_COMPLETED', // it writes: what comes after a cancel comes after its last row
} satisfies ActivityOptions;

/** One row in our own store, keyed so that repeating it changes nothing: over in milliseconds. */
export const ledgerWrite = {
  startToCloseTimeout: '30 seconds', // the longest wait for the store's write lock is 10 s
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
} satisfies ActivityOptions;

/** The same where a whole run has little else to do: within the workflow's own task, which spares two others. */
export const ledgerWriteInTask = {
  startToCloseTimeout: '30 seconds', // as above
  localRetryThreshold: '5 seconds', // then a timer waits instead of the task
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
} satisfies LocalActivityOptions;

/** Seen outside, and looked up before it is repeated. No heartbeat: what a dead worker sent must have landed before it is looked up. */
export const reconciledWrite = {
  startToCloseTimeout: '5 minutes', // four requests of 15 s, then the minute within which a late effect shows, thrice over
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '5 minutes' }, // for as long as an outage lasts
} satisfies ActivityOptions;
