/** The version of a record as an entity tag. */
export const entityTag = (version: number): string => `"${version}"`;

/** The version that an `If-Match` names: undefined = any, null = one that no record ever had. */
export function versionIn(ifMatch: string | undefined): number | null | undefined {
  const wanted = ifMatch?.trim();
  if (wanted === undefined || wanted === '*') return undefined;
  const version = /^"(\d{1,9})"$/.exec(wanted)?.[1];
  return version === undefined ? null : Number(version);
}
