import { VirtualClock } from '../support/clock.ts';
import { Journal } from '../support/journal.ts';
import { Account } from './account.ts';
import { activate, type ActiveRule, type FaultRules } from './faults.ts';
import type { JournalEntry } from './journal.ts';
import { Limiter } from './limiter.ts';
import { world as worldSchema, type World, type WorldInput } from './world.ts';

/** Everything the simulated company knows: its world, account, clock, faults, and what has been asked of it. */
export class Simulator {
  readonly seed: number;
  readonly clock = new VirtualClock();
  readonly journal = new Journal<JournalEntry>();
  requests = 0;
  world: World;
  account: Account;
  limiter = new Limiter();
  faults: readonly ActiveRule[] = [];
  private readonly initialWorld: WorldInput;

  constructor(seed: number, world: WorldInput) {
    this.seed = seed;
    this.initialWorld = world;
    this.world = worldSchema.parse(world);
    this.account = new Account(this.world);
  }

  /** Replaces the world and empties the account; whatever is not given has its default. Throws on a world that makes no sense. */
  setWorld(input: WorldInput): void {
    this.world = worldSchema.parse(input);
    this.account = new Account(this.world);
    this.limiter = new Limiter();
  }

  /** Replaces the tokens alone. */
  setTokens(tokens: readonly string[]): void {
    this.world = { ...this.world, tokens: worldSchema.shape.tokens.parse(tokens) };
  }

  /** Replaces the fault plan. Throws on an unknown switch or parameter, and then keeps the old plan. */
  setFaults(rules: FaultRules): void {
    this.faults = activate(rules);
  }

  /** The first protocol number in a text. */
  protocolIn(text: string): string | null {
    return new RegExp(this.world.numbers).exec(text)?.[0] ?? null;
  }

  /** Back to the state of the start: initial world, real clock, no faults, empty journal. */
  reset(): void {
    this.clock.set(null);
    this.journal.clear();
    this.requests = 0;
    this.setFaults([]);
    this.setWorld(this.initialWorld);
  }
}
