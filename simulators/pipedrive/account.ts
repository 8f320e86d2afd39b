import { textsOf, type Fields, type Kind } from './collections.ts';
import type { World } from './world.ts';

/** One thing in the account as it was from an instant on. Times are epoch ms of the account's clock. */
export interface Thing {
  readonly kind: Kind;
  readonly id: number;
  readonly fields: Fields;
  readonly addedAt: number;
  readonly changedAt: number;
  readonly isDeleted: boolean;
}

/** One thing that a request has brought about. */
export interface Effect {
  /** Number of the request. */
  readonly n: number;
  /** The account's clock, ISO. */
  readonly at: string;
  readonly did: 'created' | 'changed' | 'deleted';
  readonly kind: Kind;
  readonly id: number;
  readonly userId: number;
  readonly protocol: string | null;
}

/** Who brings something about, and when (epoch ms). */
export interface Cause {
  readonly n: number;
  readonly now: number;
}

/** What is in the account, and how it came there. */
export class Account {
  readonly effects: Effect[] = [];
  /** All versions of each thing, oldest first. */
  private readonly things: Record<Kind, Map<number, Thing[]>> = {
    activities: new Map(),
    deals: new Map(),
    notes: new Map(),
  };
  private readonly world: World;
  private readonly late: { readonly at: number; readonly bring: () => void }[] = [];

  constructor(world: World) {
    this.world = world;
    for (const { custom, ...deal } of world.deals) this.add('deals', { ...deal, ...custom }, 0);
  }

  /** The number of the protocol that a thing carries. */
  protocolOf(kind: Kind, fields: Fields): string | null {
    const numbers = new RegExp(this.world.numbers);
    return textsOf(kind, fields).flatMap((text) => numbers.exec(text)?.[0] ?? [])[0] ?? null;
  }

  /** Things as they were at an instant, by id. */
  list(kind: Kind, at: number): Thing[] {
    return [...this.things[kind].values()]
      .flatMap((versions) => versions.findLast(({ changedAt }) => changedAt <= at) ?? [])
      .filter(({ isDeleted }) => !isDeleted);
  }

  find(kind: Kind, id: number, at: number): Thing | undefined {
    return this.list(kind, at).find((thing) => thing.id === id);
  }

  create(kind: Kind, fields: Fields, cause: Cause): Thing {
    const thing = this.add(kind, { user_id: this.world.me.id, ...fields }, cause.now);
    this.note('created', thing, cause);
    return thing;
  }

  /** Writes fields; what they already say is no effect. */
  change(thing: Thing, fields: Fields, cause: Cause): Thing {
    if (Object.entries(fields).every(([name, value]) => thing.fields[name] === value)) return thing;
    const changed = { ...thing, fields: { ...thing.fields, ...fields }, changedAt: cause.now };
    this.keep(changed);
    this.note('changed', changed, cause);
    return changed;
  }

  remove(thing: Thing, cause: Cause): void {
    this.keep({ ...thing, changedAt: cause.now, isDeleted: true });
    this.note('deleted', thing, cause);
  }

  /** Lets something happen once the account's clock has come to an instant, with nobody waiting for it any more. */
  bringLater(at: number, bring: () => void): void {
    this.late.push({ at, bring });
  }

  /** Lets happen what is due. */
  catchUp(now: number): void {
    const due = this.late.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    for (const one of due) {
      this.late.splice(this.late.indexOf(one), 1);
      one.bring();
    }
  }

  private add(kind: Kind, fields: Fields, now: number): Thing {
    const id = this.things[kind].size + 1;
    return this.keep({ kind, id, fields, addedAt: now, changedAt: now, isDeleted: false });
  }

  private keep(version: Thing): Thing {
    const versions = this.things[version.kind];
    versions.set(version.id, [...(versions.get(version.id) ?? []), version]);
    return version;
  }

  private note(did: Effect['did'], { kind, id, fields }: Thing, { n, now }: Cause): void {
    const at = new Date(now).toISOString();
    const userId = Number(fields['user_id']);
    this.effects.push({ n, at, did, kind, id, userId, protocol: this.protocolOf(kind, fields) });
  }
}
