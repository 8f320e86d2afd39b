import { z } from 'zod';
import { isMeant, occasion, oneOrMore, takes } from '../support/occasion.ts';
import { withDefaults, type Params } from '../support/parameters.ts';
import { findSwitch, type Switch } from './switches.ts';
import { ROUTES, type Turn } from './turn.ts';

/** To which requests a rule applies; every condition that is given must hold. */
const condition = z.strictObject({
  method: oneOrMore(z.enum(['GET', 'POST', 'PUT', 'DELETE'])).optional(),
  route: oneOrMore(z.enum(ROUTES)).optional(),
  /** A protocol number that the request's body or query holds. */
  protocol: oneOrMore(z.string()).optional(),
  ...occasion,
});

/** The whole fault plan: rules apply in their order. */
export const faultRules = z.array(
  z.strictObject({
    switch: z.string(),
    with: z.record(z.string(), z.unknown()).default({}),
    when: condition.default({}),
  }),
);
/** What a test or `PUT /__faults` gives. */
export type FaultRules = z.input<typeof faultRules>;

/** A rule at work. */
export interface ActiveRule {
  readonly index: number;
  readonly switch: Switch;
  readonly params: Params;
  readonly when: z.infer<typeof condition>;
  seen: number;
  fired: number;
}

const EFFECTS = new Set<unknown>(['none', 'done', 'late', undefined]);

/**
 * Makes a plan of rules.
 * @throws when a rule names an unknown switch, parameter or effect
 */
export const activate = (given: FaultRules): ActiveRule[] =>
  faultRules.parse(given).map((parsed, index) => {
    const used = findSwitch(parsed.switch);
    const params = withDefaults(used, parsed.with);
    if (!EFFECTS.has(params['effect'])) throw new RangeError('effect must be none, done or late');
    return { index, switch: used, params, when: parsed.when, seen: 0, fired: 0 };
  });

const holds = (rule: ActiveRule, turn: Turn, protocol: string | null): boolean =>
  isMeant(rule, turn) &&
  (!rule.when.method || rule.when.method.includes(turn.method as never)) &&
  (!rule.when.route || rule.when.route.includes(turn.route)) &&
  (!rule.when.protocol || (protocol !== null && rule.when.protocol.includes(protocol)));

/** The rules that apply to this request; counts it for those that count. */
export const match = (rules: readonly ActiveRule[], turn: Turn, protocol: string | null): ActiveRule[] =>
  rules.filter((rule) => holds(rule, turn, protocol) && takes(rule));
