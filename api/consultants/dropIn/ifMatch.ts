import { versionIn } from '../../entityTag.ts';
import { Refusal } from '../../fastapi/refusal.ts';

/** The versions that somebody else's change has led to. */
export const changedMeanwhile = (): Refusal => new Refusal(412, 'O registro foi alterado por outra requisição');

/**
 * The version that a change is based on, from `If-Match`; undefined = any.
 * @throws Refusal 412 for a tag that no version ever had
 */
export function versionOf(header: (name: string) => string | undefined): number | undefined {
  const version = versionIn(header('if-match'));
  if (version === null) throw changedMeanwhile();
  return version;
}
