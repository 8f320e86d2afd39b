import { Refusal } from '../../fastapi/refusal.ts';

/** The version of a row as an entity tag. */
export const entityTag = (version: number): string => `"${version}"`;

/** The versions that somebody else's change has led to. */
export const changedMeanwhile = (): Refusal => new Refusal(412, 'O registro foi alterado por outra requisição');

/**
 * The version that a change is based on, from `If-Match`; undefined = any.
 * @throws Refusal 412 for a tag that no version ever had
 */
export function versionOf(header: (name: string) => string | undefined): number | undefined {
  const wanted = header('if-match')?.trim();
  if (wanted === undefined || wanted === '*') return undefined;
  const version = /^"(\d{1,9})"$/.exec(wanted)?.[1];
  if (version === undefined) throw changedMeanwhile();
  return Number(version);
}
