import type { Client } from '@temporalio/client';
import { searchAttributes } from '../workflows/attributes.ts';

/** `INDEXED_VALUE_TYPE_KEYWORD` of the server's API. */
const KEYWORD = 2;

/** Makes the search attributes known to the namespace; those that it knows are left alone. @returns the new ones */
export async function provisionSearchAttributes(
  { connection: { operatorService } }: Client,
  namespace: string,
): Promise<string[]> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = searchAttributes.map(({ name }) => name).filter((name) => !(name in customAttributes));
  if (missing.length > 0) {
    await operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD])),
    });
  }
  return missing;
}
