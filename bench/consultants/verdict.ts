import type { Operation } from '../../rules/consultants/history.ts';
import { checkHistory, countMissing, isLinearizable } from '../../rules/consultants/historyCheck.ts';
import type { RotaEntry } from '../../rules/consultants/historyTurns.ts';
import type { Store } from '../../stores/open.ts';

export interface Verdict {
  /** Numbers that clients were told and that the store does not have, or gave to another person. */
  readonly lost: number;
  /** Numbers that the store has and no client was told. */
  readonly untold: number;
  readonly duplicates: number;
  readonly gaps: number;
  readonly out_of_turn: number;
  /** Whether all of it can be the work of one distributor that does one thing after the other. */
  readonly linearizable: boolean;
}

/** What clients were told against what is stored, and both against the rules of the rotation. */
export async function verdictOn(
  { db }: Store,
  told: readonly Operation[],
  rota: readonly RotaEntry[],
): Promise<Verdict> {
  const rows = await db.selectFrom('protocols').select(['number', 'consultant_id', 'language']).execute();
  const stored = new Map(rows.map((row) => [row.number, row.consultant_id]));
  const toldNumbers = new Set(told.map(({ number }) => number));
  const untold = rows
    .filter(({ number }) => !toldNumbers.has(number))
    .map(({ number, consultant_id: consultantId, language }) => {
      return { number, consultantId, language, invokedAt: null, completedAt: null };
    });
  const report = checkHistory({ operations: [...told, ...untold], rota });
  return {
    lost: told.filter(({ number, consultantId }) => stored.get(number) !== consultantId).length,
    untold: untold.length,
    duplicates: report.duplicates.length,
    gaps: countMissing(report.gaps),
    out_of_turn: report.outOfTurn.length,
    linearizable: isLinearizable(report),
  };
}
