import { fraction, hash32, hashText } from '../support/random.ts';
import { Lru } from './lru.ts';
import type { CampaignWorld, World } from './world.ts';
import { DAY_SECONDS, dayStart, dayText, offsetSeconds } from './zone.ts';

/** One campaign's calls of one local day, in the vendor's order: (call_date, id) ascending. */
export interface CampaignDay {
  readonly campaign: CampaignWorld;
  /** Days since 1970-01-01. */
  readonly number: number;
  readonly text: string;
  readonly count: number;
  /** Start of each call in epoch seconds. */
  readonly epochs: Uint32Array;
  /** The same on the account's wall clock, in seconds since 1970-01-01 00:00:00 local. */
  readonly locals: Uint32Array;
  /** From which every detail of its calls is drawn. */
  readonly seed: number;
}

/** One call: the n-th of its campaign's day. */
export interface Row {
  readonly day: CampaignDay;
  readonly index: number;
}

/** How switches bend a day before it exists. */
export interface DayShape {
  count(campaign: number, count: number): number;
  /** May move starts, given as ascending seconds after local midnight. */
  times(campaign: number, offsets: Uint32Array, daySeconds: number): void;
}

const DAYS_KEPT = 400;
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The account's days, made when first asked for; any date gives the same calls for the same seed. */
export class Calendar {
  private readonly days = new Lru<CampaignDay>(DAYS_KEPT);
  private readonly seed: number;
  private readonly world: World;
  private readonly shape: DayShape;

  constructor(seed: number, world: World, shape: DayShape) {
    this.seed = seed;
    this.world = world;
    this.shape = shape;
  }

  day(campaign: CampaignWorld, number: number): CampaignDay {
    const key = `${campaign.id}/${number}`;
    const known = this.days.get(key);
    if (known) return known;
    const made = this.make(campaign, number);
    this.days.set(key, made);
    return made;
  }

  private make(campaign: CampaignWorld, number: number): CampaignDay {
    const text = dayText(number);
    const count = this.shape.count(campaign.id, campaign.days[text] ?? campaign.callsPerDay);
    const seed = hash32(hash32(hashText(String(this.seed)), campaign.id), number);
    const start = dayStart(this.world.zone, text);
    const daySeconds = dayStart(this.world.zone, dayText(number + 1)) - start;
    const offsets = spread(campaign, count, seed, daySeconds);
    this.shape.times(campaign.id, offsets, daySeconds);
    const epochs = offsets.map((offset) => start + offset);
    const locals = this.wallClock(epochs, daySeconds !== DAY_SECONDS);
    return { campaign, number, text, count, seed, ...inLocalOrder(epochs, locals) };
  }

  private wallClock(epochs: Uint32Array, offsetChanges: boolean): Uint32Array {
    if (epochs.length === 0) return epochs;
    const offset = offsetSeconds(this.world.zone, epochs[0] as number);
    return epochs.map((epoch) => epoch + (offsetChanges ? offsetSeconds(this.world.zone, epoch) : offset));
  }
}

/** Starts spread over the campaign's hours; every seventh call shares its second with the one before (switch 11 needs ties). */
const spread = (campaign: CampaignWorld, count: number, seed: number, daySeconds: number): Uint32Array => {
  const from = Math.min(minutesOf(campaign.from) * 60, daySeconds - 1);
  const span = Math.max(Math.min(minutesOf(campaign.to) * 60, daySeconds) - from, 1);
  const offsets = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const tied = i % 7 === 6;
    offsets[i] = tied
      ? (offsets[i - 1] as number)
      : from + Math.floor(((i + fraction(hash32(seed, i))) * span) / count);
  }
  return offsets;
};

/** A clock that is turned back makes a later call look earlier: the vendor sorts by the text it shows. */
const inLocalOrder = (epochs: Uint32Array, locals: Uint32Array): Pick<CampaignDay, 'epochs' | 'locals'> => {
  const at = (list: Uint32Array, i: number) => list[i] as number;
  if (locals.every((local, i) => i === 0 || at(locals, i - 1) <= local)) return { epochs, locals };
  const order = Uint32Array.from(epochs, (_, i) => i).sort(
    (a, b) => at(locals, a) - at(locals, b) || at(epochs, a) - at(epochs, b),
  );
  return { epochs: order.map((i) => at(epochs, i)), locals: order.map((i) => at(locals, i)) };
};

/** Start of a call in epoch seconds. */
export const epochOf = (row: Row): number => row.day.epochs[row.index] as number;
/** Start of a call on the account's wall clock, in seconds. */
export const localOf = (row: Row): number => row.day.locals[row.index] as number;

/** The vendor's order of any two calls. */
export const inVendorOrder = (a: Row, b: Row): number =>
  localOf(a) - localOf(b) || epochOf(a) - epochOf(b) || a.day.campaign.id - b.day.campaign.id || a.index - b.index;
