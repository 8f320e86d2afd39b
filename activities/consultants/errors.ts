import { IntegrationError, type FailureTable } from '../failures.ts';

/** How consultants and their Pipedrive can fail: the only list of these names. */
export const consultantFailures = {
  'consultant-unknown': { retryable: false, status: 404, title: 'There is no such consultant.' },
  'protocol-unknown': { retryable: false, status: 404, title: 'There is no such protocol.' },
  'pipedrive-credentials-rejected': { retryable: false, status: 502, title: 'Pipedrive refused the token.' },
  'pipedrive-access-denied': { retryable: false, status: 502, title: 'The token may not do this in Pipedrive.' },
  'pipedrive-refused': { retryable: false, status: 502, title: 'Pipedrive refused the request as invalid.' },
  'pipedrive-not-found': { retryable: false, status: 502, title: 'Pipedrive has no such thing.' },
  'pipedrive-redirected': { retryable: false, status: 502, title: 'Pipedrive sent the request elsewhere.' },
  'pipedrive-not-configured': { retryable: false, status: 500, title: 'The Pipedrive address or token is missing.' },
  'pipedrive-rate-limited': { retryable: true, status: 503, title: 'Pipedrive asks for fewer requests.' },
  'pipedrive-unavailable': { retryable: true, status: 503, title: 'Pipedrive cannot be reached or is failing.' },
  'pipedrive-timed-out': { retryable: true, status: 504, title: 'Pipedrive did not answer in time.' },
  'pipedrive-answer-unreadable': { retryable: true, status: 502, title: 'Pipedrive answered something unknown.' },
  'pipedrive-outcome-unknown': {
    retryable: true,
    status: 503,
    title: 'Pipedrive may or may not have done it; it is looked up before it is repeated.',
  },
  'pipedrive-deal-missing': { retryable: true, status: 409, title: 'No deal carries the protocol number yet.' },
  'pipedrive-deal-ambiguous': { retryable: false, status: 409, title: 'Several deals carry the protocol number.' },
} as const satisfies FailureTable;

export type ConsultantFailureType = keyof typeof consultantFailures;

/** An error of the consultants integration; `message` never holds a token, a URL with a query, or a person's data. */
export class ConsultantError extends IntegrationError<ConsultantFailureType> {}
