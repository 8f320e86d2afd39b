/**
 * What makes an address one: nothing around it and lower case, or as it is written; null where there is none to compare (D-16).
 * @param mode `folded`: one person an address, in any case; `legacy`: compared as written
 */
export function emailKey(email: string | null, mode: 'folded' | 'legacy'): string | null {
  const key = mode === 'folded' ? email?.trim().toLowerCase() : email;
  return key || null;
}
