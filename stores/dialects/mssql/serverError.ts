/** Ends of the server's messages that show what a row holds. */
const SHOWN_VALUES: readonly RegExp[] = [
  /\s*The duplicate key value is .*/s,
  /\s*Truncated value: .*/s,
  /(?<=\bvalue) '.*'(?= )/s,
  /, value = .*/s,
  /: ".*"/s,
];

/** An error that the server gave to a statement; it is the program's, not the network's. */
export class MssqlServerError extends Error {
  override readonly name = 'MssqlServerError';
  /** The server's, e.g. 2627 for a key that is there already; undefined when the driver refused the statement. */
  readonly number: number | undefined;

  constructor(message: string, number: number | undefined) {
    super(message);
    this.number = number;
  }
}

/** The error without the values that the server's message may quote: people's data must not reach a log. */
export function serverError(error: unknown, number: number | undefined): Error {
  if (!(error instanceof Error)) return new MssqlServerError('SQL Server failed.', number);
  // Ours (a value that no column holds): its message was written with care.
  if (number === undefined && !('code' in error)) return error;
  const message = SHOWN_VALUES.reduce((text, shown) => text.replace(shown, ''), error.message);
  return new MssqlServerError(number === undefined ? message : `${message} (SQL Server error ${number})`, number);
}
