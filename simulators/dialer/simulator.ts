import { VirtualClock } from '../support/clock.ts';
import { Journal } from '../support/journal.ts';
import type { Reply } from '../support/reply.ts';
import { Calendar, type Row } from './calendar.ts';
import type { Webhook } from './events.ts';
import { FaultPlan, type FaultRules } from './faults.ts';
import type { JournalEntry } from './journal.ts';
import { Lru } from './lru.ts';
import { credentials, world as worldSchema, type World, type WorldInput } from './world.ts';

const WINDOWS_KEPT = 64;

/** Everything the simulated account knows: its world, clock, faults, and what has been asked of it. */
export class Simulator {
  readonly seed: number;
  readonly clock = new VirtualClock();
  readonly journal = new Journal<JournalEntry>();
  /** Finished bodies of pages that cannot change any more, by request. */
  readonly bodies: Lru<Reply>;
  /** Rows of windows that cannot change any more, so that each of their pages finds them. */
  readonly windows = new Lru<readonly Row[]>(WINDOWS_KEPT);
  /** Ids of calls that drifted out of the world. */
  readonly removed = new Set<string>();
  /** Tokens whose life a fault has ended. */
  readonly expired = new Set<string>();
  requests = 0;
  webhook: Webhook = { failures: 0, disabled: false };
  /** When the last recording was given away, on the account's clock (epoch ms). */
  lastRecordingAt = -Infinity;
  world: World;
  faults = new FaultPlan([]);
  calendar: Calendar;
  private readonly initialWorld: WorldInput;

  constructor(options: { seed: number; world: WorldInput; cacheMb: number }) {
    this.seed = options.seed;
    this.initialWorld = options.world;
    this.bodies = new Lru(options.cacheMb * 1_000_000);
    this.world = worldSchema.parse(options.world);
    this.calendar = this.freshCalendar();
  }

  /** Replaces the world; whatever is not given has its default. Throws on a world that makes no sense. */
  setWorld(input: WorldInput): void {
    this.world = worldSchema.parse(input);
    this.forgetAnswers();
  }

  /** Replaces the credential table and forgives expired tokens. */
  setTokens(input: unknown): void {
    this.world = { ...this.world, tokens: credentials.parse(input) };
    this.expired.clear();
  }

  /** Replaces the fault plan. Throws on an unknown switch or parameter, and then keeps the old plan. */
  setFaults(rules: FaultRules): void {
    this.faults = new FaultPlan(rules);
    this.forgetAnswers();
  }

  /** Switches the webhook on again and forgives its failures. */
  enableWebhook(): void {
    this.webhook = { failures: 0, disabled: false };
  }

  /** Takes calls out of the world for good. */
  remove(ids: readonly string[]): void {
    for (const id of ids) this.removed.add(id);
    this.bodies.clear();
    this.windows.clear();
  }

  /** Back to the state of the start: initial world, real clock, no faults, empty journal. */
  reset(): void {
    this.clock.set(null);
    this.journal.clear();
    this.removed.clear();
    this.expired.clear();
    this.requests = 0;
    this.enableWebhook();
    this.lastRecordingAt = -Infinity;
    this.setFaults([]);
    this.setWorld(this.initialWorld);
  }

  private forgetAnswers(): void {
    this.calendar = this.freshCalendar();
    this.bodies.clear();
    this.windows.clear();
  }

  private freshCalendar(): Calendar {
    return new Calendar(this.seed, this.world, {
      count: (campaign, count) => this.faults.count(campaign, count),
      times: (campaign, offsets, daySeconds) => this.faults.times(campaign, offsets, daySeconds),
    });
  }
}
