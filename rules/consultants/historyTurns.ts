import type { OrderedOperation } from './history.ts';
import { bestMatches } from './language.ts';

export interface RotaEntry {
  readonly id: number;
  readonly languages: readonly string[];
}

/** Somebody got a request while it was the turn of another; `due` is null when nobody speaks the language. */
export interface OutOfTurn {
  readonly number: string;
  readonly chosen: number;
  readonly due: number | null;
}

/**
 * The choices that a queue of people would not have made (D-37): of those who match the language best, the one longest
 * without a turn is due. On purpose it knows nothing of the rule that made the choices, so that the two prove each other.
 * @param ordered calls in the order of their numbers
 * @param rota everybody, available throughout, in the order of their turns at the beginning
 */
export function outOfTurn(ordered: readonly OrderedOperation[], rota: readonly RotaEntry[]): OutOfTurn[] {
  const faults: OutOfTurn[] = [];
  const poolFor = pools(rota);
  const lastTurn = new Map(rota.map(({ id }, i) => [id, i - rota.length]));
  const longestWithout = (due: number | null, id: number): number =>
    due === null || (lastTurn.get(id) ?? 0) < (lastTurn.get(due) ?? 0) ? id : due;

  ordered.forEach(({ number, language, consultantId }, i) => {
    if (consultantId === null || language === null) return;
    const due = poolFor(language).reduce<number | null>(longestWithout, null);
    if (due !== consultantId) faults.push({ number, chosen: consultantId, due });
    lastTurn.set(consultantId, i);
  });
  return faults;
}

/** Those who match a language best, found once for each language. */
function pools(rota: readonly RotaEntry[]): (language: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (language) => {
    const pool = known.get(language) ?? bestMatches(rota, language, 'tolerant').map(({ id }) => id);
    known.set(language, pool);
    return pool;
  };
}
