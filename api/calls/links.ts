/** Where a backfill is read. */
export const backfillLinks = (id: string): { self: string; windows: string } => {
  const self = `/calls/backfills/${encodeURIComponent(id)}`;
  return { self, windows: `${self}/windows` };
};
