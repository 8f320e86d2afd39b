import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { commands } from '../../cli/commands.ts';
import { root } from '../../runtime/paths.ts';
import { secretsFromFiles, settings } from '../../schemas/config.ts';
import { codeOf, pages } from './support/pages.ts';

/** Where a heading is found, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));

const isElsewhere = (target: string): boolean => /^[a-z]+:/i.test(target);
const linksOf = (text: string): string[] => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

/** Why a link leads nowhere; null when it does lead somewhere. */
function dead(from: string, target: string): string | null {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? join(root, from) : join(root, dirname(from), path);
  if (!existsSync(file)) return `${from}: ${target}`;
  const leads = anchor === undefined || anchorsIn(readFileSync(file, 'utf8')).has(anchor);
  return leads ? null : `${from}: ${target} (no such heading)`;
}

/** Whether every word of `plantao <words>` is a command, an option of it, an argument or a value. */
function isKnown(words: readonly string[]): boolean {
  let command: Pick<Command, 'commands' | 'options'> = { commands, options: [] };
  return words.every((word) => {
    if (word.startsWith('--')) return word === '--help' || command.options.some(({ long }) => long === word);
    const below = command.commands.find((candidate) => candidate.name() === word);
    const takesValues = command.commands.length === 0;
    if (below) command = below;
    return below !== undefined || takesValues;
  });
}

describe('pages of the documentation', () => {
  it('§2: every link leads to a file and a heading that exist', () => {
    const links = pages.flatMap(({ path, text }) => linksOf(text).map((target) => ({ path, target })));
    const found = links.filter(({ target }) => !isElsewhere(target)).map(({ path, target }) => dead(path, target));
    assert.ok(found.length > 20, 'links were found');
    assert.deepEqual(
      found.filter((reason) => reason !== null),
      [],
    );
  });

  it('§2: no page names a folder of one machine', () => {
    const folders = ['work', 'farm', 'root', 'home', 'Users', 'tmp'].join('|');
    const machine = new RegExp(`(?:^|[^\\w.~/-])/(?:${folders})/\\S*`, 'gm');
    const named = pages.flatMap(({ path, text }) => (text.match(machine) ?? []).map((found) => `${path}: ${found}`));
    assert.deepEqual(named, []);
  });

  it('§1: every command that a page shows exists, with its options', () => {
    const shown = pages
      .flatMap(({ text }) => codeOf(text))
      .flatMap((line) => [...line.matchAll(/npm run (?:--silent )?plantao -- ([^|#]+)/g)])
      .map(([, words = '']) => words.trim());
    assert.ok(shown.length > 10, 'commands were found');
    assert.deepEqual(
      shown.filter((words) => !isKnown(words.split(/\s+/))),
      [],
    );
  });

  it('§1: every script that a page shows is in package.json', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    const shown = pages
      .flatMap(({ text }) => codeOf(text))
      .flatMap((line) => [...line.matchAll(/npm (?:run (?:--silent )?)?([a-z:]+)/g)])
      .map(([, name = '']) => name);
    const npmsOwn = ['ci', 'install'];
    assert.deepEqual(
      [...new Set(shown)].filter((name) => !(name in scripts) && !npmsOwn.includes(name)),
      [],
    );
  });

  it('§1: every setting that a page names exists', () => {
    const prefixes = new Set(Object.keys(settings).map((name) => name.split('_', 1)[0]));
    const named = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/`([A-Z]+_[A-Z_]+)\b/g)].map(([, name = '']) => ({ path, name })),
    );
    const known = new Set([...Object.keys(settings), ...secretsFromFiles.map((name) => `${name}_FILE`)]);
    const lost = named.filter(({ name }) => prefixes.has(name.split('_', 1)[0]) && !known.has(name));
    assert.deepEqual(lost, []);
  });

  it('§4: every metric that a page names is in the sources', () => {
    const sources = globSync('{api,workers,stores,activities}/**/*.ts', { cwd: root })
      .map((path) => readFileSync(join(root, path), 'utf8'))
      .join('\n');
    const named = pages.flatMap(({ text }) => [...text.matchAll(/\bplantao_[a-z_]+[a-z]\b/g)].map(([name]) => name));
    const ofOurs = [...new Set(named)].filter((name) => name !== 'plantao_session');
    assert.ok(ofOurs.length > 3, 'metrics were found');
    assert.deepEqual(
      ofOurs.filter((name) => !sources.includes(`'${name}'`)),
      [],
    );
  });
});
