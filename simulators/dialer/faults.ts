import { z } from 'zod';
import { instant, isMeant, occasion, oneOrMore, takes, within } from '../support/occasion.ts';
import { withDefaults, type Params } from '../support/parameters.ts';
import type { Reply } from '../support/reply.ts';
import { epochOf, type DayShape, type Row } from './calendar.ts';
import { findSwitch } from './switches/registry.ts';
import type { CallObject, Switch } from './switches/Switch.ts';
import type { Turn } from './turn.ts';

const positive = z.int().positive();

/** To which requests a rule applies; every condition that is given must hold. */
const condition = z.strictObject({
  route: oneOrMore(z.enum(['calls', 'total', 'call', 'recording', 'campaigns', 'authenticate', 'unknown'])).optional(),
  campaign: oneOrMore(positive).optional(),
  page: oneOrMore(positive).optional(),
  /** The window asked for (or the call, for content) touches the half-open `[from, to)`. */
  from: instant.optional(),
  to: instant.optional(),
  ...occasion,
});
type Condition = z.infer<typeof condition>;

const literalReply = z.strictObject({
  status: z.int().min(200).max(599).default(200),
  headers: z.record(z.string(), z.string()).default({ 'content-type': 'application/json' }),
  body: z.string().default(''),
  bodyBase64: z.base64().optional(),
  pacing: z
    .strictObject({
      firstByteMs: z.number().min(0).optional(),
      chunkBytes: positive.optional(),
      gapMs: z.number().min(0).optional(),
      resetAfterBytes: z.int().min(0).optional(),
      never: z.boolean().optional(),
    })
    .optional(),
});

const rule = z.union([
  z.strictObject({
    switch: z.string(),
    with: z.record(z.string(), z.unknown()).default({}),
    when: condition.default({}),
  }),
  z.strictObject({ reply: literalReply, when: condition.default({}) }),
]);
type ParsedRule = z.infer<typeof rule>;

/** The whole fault plan: rules apply in their order. */
export const faultRules = z.array(rule);
/** What a test or `PUT /__faults` gives. */
export type FaultRules = z.input<typeof faultRules>;

/** A rule at work. */
export interface ActiveRule {
  readonly index: number;
  readonly switch: Switch;
  readonly params: Params;
  readonly when: Condition;
  readonly memory: Map<string, unknown>;
  seen: number;
  fired: number;
}

const literalSwitch = (parsed: z.infer<typeof literalReply>): Switch => {
  const { bodyBase64, body, ...rest } = parsed;
  const bytes = bodyBase64 === undefined ? Buffer.from(body) : Buffer.from(bodyBase64, 'base64');
  const reply: Reply = { ...rest, body: bytes };
  return { name: 'reply', spec: '6', does: 'answers with given bytes', params: {}, before: () => reply };
};

const activate = (parsed: ParsedRule, index: number): ActiveRule => {
  const used = 'switch' in parsed ? findSwitch(parsed.switch) : literalSwitch(parsed.reply);
  const params = withDefaults(used, 'switch' in parsed ? parsed.with : {});
  return { index, switch: used, params, when: parsed.when, memory: new Map(), seen: 0, fired: 0 };
};

/** Conditions that only a request can meet: a rule that has one says nothing about the world itself. */
const REQUEST_ONLY = [
  'route',
  'page',
  'clockFrom',
  'clockTo',
  'requests',
  'probability',
  'skip',
  'every',
  'times',
] as const;

const holds = ({ when, index }: ActiveRule, turn: Turn): boolean =>
  isMeant({ when, index }, turn) &&
  (!when.route || when.route.includes(turn.route as never)) &&
  (!when.page || (turn.page !== null && when.page.includes(turn.page))) &&
  (!when.campaign || turn.campaigns.length === 0 || when.campaign.some((id) => turn.campaigns.includes(id))) &&
  ((when.from === undefined && when.to === undefined) ||
    (turn.window !== null &&
      turn.window.from * 1000 < (when.to ?? Infinity) &&
      turn.window.to * 1000 >= (when.from ?? -Infinity)));

const covers = ({ when }: ActiveRule, row: Row): boolean =>
  (!when.campaign || when.campaign.includes(row.day.campaign.id)) && within(epochOf(row) * 1000, when.from, when.to);

/** The faults in force: which rules meet a request, and what they make of days and calls. */
export class FaultPlan implements DayShape {
  readonly rules: readonly ActiveRule[];
  /** Rules that hold for everybody, whatever the request. */
  readonly standing: readonly ActiveRule[];

  /** Throws when a rule names an unknown switch or parameter. */
  constructor(given: FaultRules) {
    this.rules = faultRules.parse(given).map(activate);
    this.standing = this.rules.filter(({ when }) => REQUEST_ONLY.every((name) => when[name] === undefined));
  }

  /** The rules that apply to this request; counts it for those that count. */
  match(turn: Turn): readonly ActiveRule[] {
    return this.rules.filter((active) => holds(active, turn) && takes(active));
  }

  /** The standing rules that meet this request; counts nothing. */
  preview(turn: Turn): readonly ActiveRule[] {
    return this.standing.filter((active) => holds(active, turn));
  }

  count(campaign: number, count: number): number {
    return this.shaping(campaign).reduce(
      (bent, { switch: used, params }) => used.dayCount?.(bent, params) ?? bent,
      count,
    );
  }

  times(campaign: number, offsets: Uint32Array, daySeconds: number): void {
    for (const { switch: used, params } of this.shaping(campaign)) used.dayTimes?.(offsets, daySeconds, params);
  }

  /** Whether the vendor lists the call at this instant (epoch ms). */
  present(row: Row, now: number): boolean {
    return this.standing.every(
      (active) => !active.switch.present || !covers(active, row) || active.switch.present(row, active.params, now),
    );
  }

  private shaping(campaign: number): readonly ActiveRule[] {
    return this.standing.filter(({ when }) => !when.campaign || when.campaign.includes(campaign));
  }
}

/** Applies the content switches among the rules to a call; `parse` is asked only when one of them touches it. */
export const changedCall = (
  row: Row,
  rules: readonly ActiveRule[],
  now: number,
  parse: () => CallObject,
): CallObject | undefined => {
  let call: CallObject | undefined;
  for (const active of rules) {
    const { switch: used, params } = active;
    if (!used.variant || !used.change || !covers(active, row)) continue;
    const variant = used.variant(row, params, now);
    if (variant < 0) continue;
    call ??= parse();
    used.change(call, variant, row, params);
  }
  return call;
};
