import type { z } from 'zod';
import { invalid } from './problems.ts';
import type { FieldError } from './problems.ts';

const MAX_ERRORS = 50;
const MAX_NAME = 120;

type Where = 'params' | 'query' | 'body';

/** `['campaigns', 0]` → `campaigns[0]`; an empty path is the whole part, e.g. `body`. */
function fieldName(path: readonly PropertyKey[], whole: string): string {
  const name = path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );
  return (name || whole).slice(0, MAX_NAME);
}

function fieldErrors(issue: z.core.$ZodIssue, where: Where): FieldError[] {
  if (issue.code !== 'unrecognized_keys') return [{ field: fieldName(issue.path, where), rule: issue.message }];
  return issue.keys.map((key) => ({ field: fieldName([...issue.path, key], where), rule: 'is not known here' }));
}

/**
 * Checks one part of a request.
 * @throws HttpProblem 400 that names every wrong field and the rule it broke
 */
export function validate<T extends z.ZodType>(schema: T, value: unknown, where: Where): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.flatMap((issue) => fieldErrors(issue, where)).slice(0, MAX_ERRORS));
}
