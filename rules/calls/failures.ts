/** Failure type by which a run knows that it has to wait for a new credential instead of failing (C-4). */
export const CREDENTIALS_REJECTED = 'dialer-credentials-rejected';
