import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../runtime/paths.ts';

/** A page of the documentation. */
export interface Page {
  /** From the folder of the sources, e.g. `docs/calls.md`. */
  readonly path: string;
  readonly text: string;
}

const OTHERS = new Set(['node_modules', '.plantao', '.git']);

/** Every page that a reader finds in the repository. */
export const pages: readonly Page[] = globSync('**/*.md', { cwd: root, exclude: (name) => OTHERS.has(name) })
  .map((path) => path.replaceAll('\\', '/'))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** @throws Error when there is no such page */
export function page(path: string): string {
  const found = pages.find((candidate) => candidate.path === path);
  if (!found) throw new Error(`There is no page ${path}.`);
  return found.text;
}

/** What stands as code in a page, in a line or in a block of its own. */
export const codeOf = (text: string): string[] =>
  [...text.matchAll(/```\w*\n([\s\S]*?)```|`([^`\n]+)`/g)].flatMap(([, block, inline]) =>
    (block ?? inline ?? '').split('\n'),
  );
