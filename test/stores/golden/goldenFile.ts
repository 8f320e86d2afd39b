import { fileURLToPath } from 'node:url';
import type { DatabaseKind } from '../../../stores/dialects/kind.ts';

/** Where the statements of a kind of database are kept for reviewers. */
export const goldenFile = (name: DatabaseKind['name']): string =>
  fileURLToPath(new URL(`${name}.sql`, import.meta.url));
