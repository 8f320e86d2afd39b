import { hashText } from '../support/random.ts';
import { json, jsonText, type Reply } from '../support/reply.ts';
import type { Row } from './calendar.ts';
import type { ActiveRule } from './faults.ts';
import { callJson, HISTORY_LAG_SECONDS, isListed, rowsBetween } from './listing.ts';
import type { Simulator } from './simulator.ts';
import type { Act } from './switches/Switch.ts';
import type { Turn } from './turn.ts';

/** A list request as understood; switches may bend it. */
export interface Plan {
  /** Empty = all. */
  campaigns: readonly number[];
  /** Inclusive seconds on the account's wall clock. */
  readonly from: number;
  readonly to: number;
  readonly page: number;
  perPage: number;
  simple: boolean;
  readonly withMailing: boolean;
  readonly descending: boolean;
}

/** One page of the window. */
export interface Page {
  readonly plan: Plan;
  rows: readonly Row[];
  /** Distinct calls of the window. */
  readonly total: number;
  readonly totalPages: number;
  /** Rows follow on a later page. */
  readonly more: boolean;
}

const DATA = '@data@';
/** Clock changes shift a wall-clock window by at most an hour against its instants. */
const SETTLING_SECONDS = HISTORY_LAG_SECONDS + 3600;

export const actOf = (rule: ActiveRule, turn: Turn): Act<Record<string, unknown>> => ({
  params: rule.params,
  memory: rule.memory,
  turn,
});

/** Whether no later request can get other rows or other content for this window. */
const isSettled = (sim: Simulator, turn: Turn, rules: readonly ActiveRule[]): boolean =>
  turn.window !== null &&
  (turn.window.to + SETTLING_SECONDS) * 1000 <= turn.now &&
  !rules.some(({ switch: used }) => used.volatile || used.timed) &&
  !sim.faults.standing.some(({ switch: used }) => used.present);

/** Rows of the window as the rules want them, kept for the next page when nothing can change them. */
const windowRows = (
  sim: Simulator,
  plan: Plan,
  turn: Turn,
  rules: readonly ActiveRule[],
  keptAs: string | undefined,
): readonly Row[] => {
  const kept = keptAs === undefined ? undefined : sim.windows.get(keptAs);
  if (kept) return kept;
  let rows: readonly Row[] = rowsBetween(sim, plan.campaigns, plan.from, plan.to);
  if (keptAs === undefined || sim.removed.size > 0) rows = rows.filter((row) => isListed(sim, row, turn.now));
  if (plan.descending) rows = rows.toReversed();
  for (const rule of rules) rows = rule.switch.rows?.(rows, plan, actOf(rule, turn)) ?? rows;
  if (keptAs !== undefined) sim.windows.set(keptAs, rows);
  return rows;
};

const pageLink = (turn: Turn, page: number) => `${turn.baseUrl}${turn.walk}&page=${page}`;

/** `meta.pagination`: simple pagination knows no totals (3.4). */
const paginationOf = ({ plan, rows, total, totalPages, more }: Page, turn: Turn): Record<string, unknown> => {
  const links = {
    ...(plan.page > 1 && { previous: pageLink(turn, plan.page - 1) }),
    ...(more && { next: pageLink(turn, plan.page + 1) }),
  };
  const shape = { count: rows.length, per_page: plan.perPage, current_page: plan.page };
  return plan.simple ? { ...shape, links } : { total, ...shape, total_pages: totalPages, links };
};

/** A body of the vendor's success envelope; `data` is JSON text. */
const envelopeText = (data: string, turn: Turn, extra: object, rules: readonly ActiveRule[]): string => {
  let body: unknown = {
    status: 200,
    title: 'OK',
    detail: 'Operação realizada com sucesso',
    transaction_id: `${hashText(turn.walk).toString(16)}-${turn.page ?? 0}`,
    data: DATA,
    ...extra,
  };
  for (const rule of rules) body = rule.switch.envelope?.(body as Record<string, unknown>) ?? body;
  return JSON.stringify(body).replace(`"${DATA}"`, () => data);
};

const build = (sim: Simulator, asked: Plan, turn: Turn, rules: readonly ActiveRule[], keptAs?: string): Reply => {
  const plan = { ...asked };
  for (const rule of rules) rule.switch.plan?.(plan, actOf(rule, turn));
  const all = windowRows(sim, plan, turn, rules, keptAs);
  const start = (plan.page - 1) * plan.perPage;
  const page: Page = {
    plan,
    rows: all.slice(start, start + plan.perPage),
    total: rules.some(({ switch: used }) => used.rows) ? new Set(all).size : all.length,
    totalPages: Math.ceil(all.length / plan.perPage),
    more: start + plan.perPage < all.length,
  };
  for (const rule of rules) {
    const instead = rule.switch.page?.(page, actOf(rule, turn));
    if (instead) return instead;
  }
  const pagination = paginationOf(page, turn);
  for (const rule of rules) rule.switch.pagination?.(pagination, page, actOf(rule, turn));
  const data = page.rows.map((row) => callJson(sim, row, rules, turn.now, plan.withMailing)).join(',');
  return jsonText(200, envelopeText(`[${data}]`, turn, { meta: { pagination } }, rules), page.rows.length);
};

/** `GET /calls`: one page, from the store of finished bodies when it is there. */
export const callsPage = (sim: Simulator, plan: Plan, turn: Turn, rules: readonly ActiveRule[]): Reply => {
  if (!isSettled(sim, turn, rules)) return build(sim, plan, turn, rules);
  const keptAs = `${rules.map(({ index }) => index).join()}|${turn.walk}`;
  const key = `${keptAs}|${plan.page}`;
  const known = sim.bodies.get(key);
  if (known) return known;
  const made = build(sim, plan, turn, rules, keptAs);
  sim.bodies.set(key, made, made.body.length);
  return made;
};

/** `GET /calls/total`: how many calls the same filters find. */
export const callsTotal = (sim: Simulator, asked: Plan, turn: Turn, rules: readonly ActiveRule[]): Reply => {
  const plan = { ...asked };
  for (const rule of rules) rule.switch.plan?.(plan, actOf(rule, turn));
  let total = new Set(windowRows(sim, plan, turn, rules, undefined)).size;
  for (const rule of rules) total = rule.switch.total?.(total, actOf(rule, turn)) ?? total;
  return json(200, { status: 200, title: 'OK', detail: '', data: { total } });
};
