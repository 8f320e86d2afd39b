import type { Effect } from './account.ts';
import type { Kind } from './collections.ts';
import type { Simulator } from './simulator.ts';

/** What has become of one protocol number. */
export interface ProtocolTruth {
  /** Everything that was brought about, in order. */
  readonly effects: readonly Effect[];
  /** What stands there now. */
  readonly standing: readonly { readonly kind: Kind; readonly id: number; readonly userId: number }[];
}

const KINDS = ['activities', 'deals', 'notes'] as const;

/** The effects by protocol number, and what of them is left; what carries no number stands under the empty text. */
export const truthOf = ({ account, clock }: Simulator): Record<string, ProtocolTruth> => {
  const now = clock.now();
  account.catchUp(now);
  const effects = Map.groupBy(account.effects, ({ protocol }) => protocol ?? '');
  const things = KINDS.flatMap((kind) => account.list(kind, now));
  const standing = Map.groupBy(things, ({ kind, fields }) => account.protocolOf(kind, fields) ?? '');
  const numbers = [...new Set([...effects.keys(), ...standing.keys()])].sort();
  return Object.fromEntries(
    numbers.map((number) => [
      number,
      {
        effects: effects.get(number) ?? [],
        standing: (standing.get(number) ?? []).map(({ kind, id, fields }) => ({
          kind,
          id,
          userId: Number(fields['user_id']),
        })),
      },
    ]),
  );
};
