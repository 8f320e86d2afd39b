import { CREDENTIALS_REJECTED } from '../../../rules/calls/failures.ts';
import type { CallAlertKind } from '../../../schemas/calls.ts';
import type { Alerts } from '../../alerts.ts';
import { CallError } from '../errors.ts';
import type { Dialer } from './client.ts';

const UNIT = 'dialer';

/** The same dialer, with an alert that is open while the vendor refuses the credential (C-4). */
export function watchCredential(dialer: Dialer, alerts: Alerts<CallAlertKind>): Dialer {
  // An earlier process may have left the alert open: the first good answer closes it.
  let doubted = true;

  const watched =
    <Asked extends unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      try {
        const answer = await ask(...asked);
        if (doubted) {
          doubted = false;
          await alerts.clear('credential-rejected', UNIT);
        }
        return answer;
      } catch (error) {
        if (error instanceof CallError && error.type === CREDENTIALS_REJECTED) {
          doubted = true;
          await alerts.raise('credential-rejected', UNIT, error.message);
        }
        throw error;
      }
    };

  return {
    page: watched(dialer.page),
    total: watched(dialer.total),
    campaigns: watched(dialer.campaigns),
    check: watched(dialer.check),
  };
}
