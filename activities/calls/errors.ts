import { IntegrationError, type FailureTable } from '../failures.ts';

/** How the dialer and a window can fail: the only list of these names (spec 5.3). */
export const callFailures = {
  'dialer-credentials-rejected': { retryable: false, status: 502, title: 'The dialer refused the credential.' },
  'dialer-access-denied': { retryable: false, status: 502, title: 'The credential may not read calls.' },
  'dialer-request-refused': { retryable: false, status: 502, title: 'The dialer refused the request as invalid.' },
  'dialer-redirected': { retryable: false, status: 502, title: 'The dialer sent the request elsewhere.' },
  'dialer-rate-limited': { retryable: true, status: 503, title: 'The dialer asks for fewer requests.' },
  'dialer-not-found': { retryable: true, status: 502, title: 'The dialer says that the address does not exist.' },
  'dialer-unavailable': { retryable: true, status: 503, title: 'The dialer cannot be reached or is failing.' },
  'dialer-timed-out': { retryable: true, status: 504, title: 'The dialer did not answer in time.' },
  'dialer-answer-unreadable': {
    retryable: true,
    status: 502,
    title: 'The dialer answered something that is not a page of calls.',
  },
  'dialer-not-configured': { retryable: false, status: 500, title: 'The dialer address or token is missing.' },
  'window-unknown': { retryable: false, status: 404, title: 'The ledger has no such window.' },
  'run-ended': { retryable: false, status: 409, title: 'The run has ended and takes nothing more.' },
  'run-refused': { retryable: false, status: 400, title: 'The run was asked for something impossible.' },
} as const satisfies FailureTable;

export type CallFailureType = keyof typeof callFailures;

/** An error of the calls integration; `message` never holds a token, a URL with a query, or a person's data. */
export class CallError extends IntegrationError<CallFailureType> {}

/** The page of a window that could not be had, however often it was tried. */
export class PageError extends CallError {
  readonly page: number;

  constructor(page: number, cause: CallError) {
    super(cause.type, `Page ${page}: ${cause.message}`, { cause, retryAfterMs: cause.retryAfterMs });
    this.page = page;
  }
}
