import { vendorRange } from '../../rules/calls/windows.ts';
import type { CallWindow } from '../../schemas/calls.ts';
import type { CallDeps } from './deps.ts';
import { CallError } from './errors.ts';
import { patiently, type PatienceDeps } from './patience.ts';

/** Answers by which an account or a host without the counting endpoint says so. */
const NO_COUNT: ReadonlySet<string> = new Set(['dialer-not-found', 'dialer-request-refused', 'dialer-access-denied']);

/** The vendor's own count of a window, without overlap; null when it gives none: then there is no count, not no window. */
export async function countCalls(
  deps: PatienceDeps & Pick<CallDeps, 'dialer'>,
  window: CallWindow,
  zone: string,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    return await patiently(deps, signal, () =>
      deps.dialer.total({ campaign: window.campaign, ...vendorRange(window, 0, zone) }, signal),
    );
  } catch (error) {
    if (error instanceof CallError && NO_COUNT.has(error.type)) return null;
    throw error;
  }
}
