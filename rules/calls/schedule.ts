import { CronExpressionParser } from 'cron-parser';

/** A cron expression that runs as written, with its next fire times (UTC), or the sentence why it does not. */
export type CronCheck =
  { readonly ok: true; readonly next: readonly string[] } | { readonly ok: false; readonly reason: string };

const FIELDS = ['minute', 'hour', 'day of month', 'month', 'day of week'] as const;
const NEXT_TIMES = 5;

/** Numbers, ranges, lists and steps; months and days of the week also by name. What else cron dialects know, Temporal does not. */
const NUMERIC = /^[\d*,/-]+$/;
const NAMED = /^(?:\d+|\*|[a-z]{3})(?:[,/-](?:\d+|\*|[a-z]{3}))*$/i;

/**
 * C-31: checks an expression of five fields and lists when it fires after `now`.
 * @param zone IANA zone that the expression is meant in
 */
export function checkCron(expression: string, zone: string, now: Date): CronCheck {
  const fields = expression.trim().split(/\s+/);
  const refuse = (why: string): CronCheck => ({
    ok: false,
    reason: `Cron expression "${expression}" refused: ${why}.`,
  });
  if (fields.length !== FIELDS.length) return refuse(`it must have five fields (${FIELDS.join(', ')})`);
  const odd = fields.findIndex((field, i) => !(i < 3 ? NUMERIC : NAMED).test(field));
  if (odd >= 0) return refuse(`its ${FIELDS[odd]} "${fields[odd]}" is not supported`);
  const [, , dayOfMonth, , dayOfWeek] = fields;
  // Classic cron takes either, Temporal takes both: rather than choose for the operator, it is not accepted.
  if (dayOfMonth !== '*' && dayOfWeek !== '*') {
    return refuse('day of month and day of week cannot both be restricted');
  }
  try {
    const times = CronExpressionParser.parse(expression, { currentDate: now, tz: zone }).take(NEXT_TIMES);
    return { ok: true, next: times.map((time) => time.toDate().toISOString()) };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/**
 * When a checked expression fired last before `now` (UTC).
 * @param zone IANA zone that the expression is meant in
 */
export const lastFire = (expression: string, zone: string, now: Date): string =>
  CronExpressionParser.parse(expression, { currentDate: now, tz: zone }).prev().toDate().toISOString();
