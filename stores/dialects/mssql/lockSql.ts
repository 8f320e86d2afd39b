/** How long a transaction waits for its turn; what waits longer would have to be a hanging writer. */
const PATIENCE_MS = 10_000;

/** Number of the error that a lock which was not granted in time throws. */
export const LOCK_TIMED_OUT = 51_222;

/** A text as a literal. */
export const literal = (text: string): string => `N'${text.replaceAll("'", "''")}'`;

/** A name in brackets, so that one like `cursor` is no keyword. */
export const quoted = (name: string): string => `[${name.replaceAll(']', ']]')}]`;

/**
 * Takes a lock that the end of the transaction gives back. Table hints alone are ignored by some servers that speak
 * T-SQL, and updates are lost then.
 * @param resource an expression, e.g. a literal or a parameter
 */
export const lockSql = (resource: string): string =>
  `declare @lock int; exec @lock = sp_getapplock @Resource = ${resource}, @LockMode = 'Exclusive', ` +
  `@LockOwner = 'Transaction', @LockTimeout = ${PATIENCE_MS}; ` +
  `if @lock < 0 throw ${LOCK_TIMED_OUT}, N'The lock was not granted in time.', 1;`;

/** The lock of those who change rows of a table together. */
export const tableLockSql = (table: string): string => lockSql(literal(`table ${table}`));
