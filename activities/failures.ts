import { ApplicationFailure } from '@temporalio/common';
import { storeFailures } from '../stores/failures.ts';

/** What a failure type means to a retry and to a caller over HTTP. */
export interface FailureRule {
  readonly retryable: boolean;
  readonly status: number;
  /** One sentence for people; never holds personal data or secrets. */
  readonly title: string;
}

/** Every failure type of an integration, by its stable kebab-case name. */
export type FailureTable = Readonly<Record<string, FailureRule>>;

/** A failure of an integration before it crosses the border: named, with what the retry needs to know. */
export class IntegrationError<Type extends string = string> extends Error {
  override readonly name = 'IntegrationError';
  readonly type: Type;
  /** Earliest sensible retry, in ms from now. */
  readonly retryAfterMs: number | undefined;

  constructor(type: Type, message: string, options: { cause?: unknown; retryAfterMs?: number | undefined } = {}) {
    super(message, { cause: options.cause });
    this.type = type;
    this.retryAfterMs = options.retryAfterMs;
  }
}

type NamedError = Error & { readonly type: string };
const isNamed = (error: unknown): error is NamedError =>
  error instanceof Error && !(error instanceof ApplicationFailure) && 'type' in error && typeof error.type === 'string';

/**
 * Turns an error that the table or the store names into Temporal's, once, at the border of an activity. Anything else
 * passes as it is.
 */
export function translate(table: FailureTable, error: unknown): unknown {
  if (!isNamed(error)) return error;
  const rules: Readonly<Record<string, Pick<FailureRule, 'retryable'>>> = { ...storeFailures, ...table };
  const rule = rules[error.type];
  if (!rule) return error;
  const retryAfterMs = error instanceof IntegrationError ? error.retryAfterMs : undefined;
  return ApplicationFailure.create({
    type: error.type,
    message: error.message,
    nonRetryable: !rule.retryable,
    ...(retryAfterMs === undefined ? {} : { nextRetryDelay: retryAfterMs }),
  });
}

type Activity = (...input: never[]) => Promise<unknown>;

/** Wraps every activity of an integration so that what it throws is translated by its table. */
export function translateFailures<T extends Record<keyof T, Activity>>(table: FailureTable, activities: T): T {
  const wrapped = Object.entries<Activity>(activities).map(([name, activity]) => [
    name,
    async (...input: never[]) => {
      try {
        return await activity(...input);
      } catch (error) {
        throw translate(table, error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}
