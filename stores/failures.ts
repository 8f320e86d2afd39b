/** How a database can fail for a reason outside the program: the only list of these names. */
export const storeFailures = {
  'store-login-refused': { retryable: false },
  'store-database-unknown': { retryable: false },
  'store-permission-denied': { retryable: false },
  'store-encryption-refused': { retryable: false },
  /** Nothing answers at the address, or the connection was lost: nothing of the transaction was kept. */
  'store-unreachable': { retryable: true },
  /** Broken off in favour of another transaction: nothing of it was kept. */
  'store-conflict': { retryable: true },
  'store-timed-out': { retryable: true },
  /** The connection was lost while the transaction was being committed: the ledger tells whether it was. */
  'store-commit-unknown': { retryable: true },
} as const;

export type StoreFailure = keyof typeof storeFailures;

/** A failure of the database as people and retries need it; the message holds no password, row or parameter. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly type: StoreFailure;
  /** Whether a later try may succeed without anybody mending something. */
  readonly retryable: boolean;

  constructor(type: StoreFailure, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.type = type;
    this.retryable = storeFailures[type].retryable;
  }
}
