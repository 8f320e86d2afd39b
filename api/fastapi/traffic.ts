/** One request as the log of a replaced service shows it. */
export interface Exchange {
  readonly id: string;
  readonly method: string;
  /** The path with numbers for its parameters; anything else in their place is masked. */
  readonly path: string;
  /** The query parameters that the endpoint declares. */
  readonly params: Readonly<Record<string, string>> | null;
}

/** Where requests and their answers are told of. What it writes must not hold personal data. */
export interface Traffic {
  asked(exchange: Exchange): void;
  refused(exchange: Exchange, why: string): void;
  answered(exchange: Exchange, status: number, seconds: number, body: unknown): void;
}

export const MASK = '***';

/** `/consultor/{consultor_id}` with its numbers. */
export const shownPath = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = params[name] ?? '';
    return /^\d{1,10}$/.test(value) ? value : MASK;
  });
