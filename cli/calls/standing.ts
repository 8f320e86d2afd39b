import type { CallStarters } from '../../api/calls/deps.ts';

const ASK_EVERY_MS = 2_000;

/** What a run that makes no progress waits for. */
export type Standing = 'waiting for a new credential' | 'paused' | 'no longer running in Temporal';

/**
 * Asks a run now and then what it waits for, beside the ledger and never in its way: while Temporal or the worker is
 * away the answer stays what it was.
 */
export function createStanding({ live }: Pick<CallStarters, 'live'>, workflowId: string): () => Standing | null {
  let standing: Standing | null = null;
  let askedAtMs = Date.now();
  let asking = false;
  const ask = async () => {
    const run = await live(workflowId);
    if (run === null) standing = 'no longer running in Temporal';
    else if (run.waitingForCredential) standing = 'waiting for a new credential';
    else standing = run.controls.paused ? 'paused' : null;
  };
  return () => {
    if (!asking && Date.now() - askedAtMs >= ASK_EVERY_MS) {
      asking = true;
      askedAtMs = Date.now();
      ask()
        .catch(() => undefined) // away: see above
        .finally(() => (asking = false));
    }
    return standing;
  };
}
