/**
 * Inserts unless the key is there already, the same way on every database: a failed insert whose row exists was a
 * duplicate. When there is no row it was a failure, or the row has just been deleted: the second try tells.
 * @returns whether the row is new
 */
export async function inserted(insert: () => Promise<unknown>, find: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert();
  } catch {
    if (await find()) return false;
    await insert();
  }
  return true;
}
