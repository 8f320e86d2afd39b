import type { FieldFault } from '../../schemas/pydantic1.ts';

interface RefusalOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** What a log may hold of it, where the detail repeats what the client sent. */
  readonly logged?: string;
}

/** A refusal as FastAPI writes it: `{"detail": …}`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly detail: string | readonly FieldFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    detail: string | readonly FieldFault[],
    { headers = {}, logged = typeof detail === 'string' ? detail : 'validation error' }: RefusalOptions = {},
  ) {
    super(logged);
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }
}

/** What an unhandled error of the replaced service looked like: a bare 500. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

export const unprocessable = (...faults: readonly FieldFault[]) => new Refusal(422, faults);
export const noSuchPath = () => new Refusal(404, 'Not Found');
export const wrongMethod = (allowed: readonly string[]) =>
  new Refusal(405, 'Method Not Allowed', { headers: { Allow: allowed.join(', ') } });
