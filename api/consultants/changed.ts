import type { Changed } from '../../stores/consultants/contract.ts';
import { changedMeanwhile, conflict, notFound } from '../problems.ts';

/** The row as it is now. @throws HttpProblem when nothing was changed */
export function changedRow<T>(change: Changed<T>): T {
  switch (change.kind) {
    case 'done':
      return change.row;
    case 'unknown':
      throw notFound('Consultant');
    case 'email-taken':
      throw conflict('email-taken', 'Another consultant has this e-mail address');
    case 'stale':
      throw changedMeanwhile();
  }
}

/** @throws HttpProblem 404 */
export function foundRow<T>(row: T | null): T {
  if (row === null) throw notFound('Consultant');
  return row;
}
