/** `ECONNREFUSED`, `ENOTFOUND` …: the deepest code of a chain of causes. Messages of such errors hold hosts and URLs. */
export function networkCode(error: unknown): string {
  let code = error instanceof Error ? error.name : 'unknown';
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') code = cause.code;
  }
  return code;
}
