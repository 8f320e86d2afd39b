import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const RULE = `\n${'='.repeat(80)}\n`;

/**
 * @typedef {object} Licensed
 * @property {string} title name, version and licence
 * @property {string} folder where its licence files are
 */

/**
 * One text with the licences of everything that is handed on with the product.
 * @param {readonly Licensed[]} parts
 */
export const licenceText = (parts) =>
  parts.map(({ title, folder }) => [title, ...textsIn(folder)].join('\n\n')).join(RULE) + '\n';

const textsIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map(({ name }) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());

/**
 * What is inside a program that Go built, Go itself too, if this machine has it and still has the sources.
 * @param {string} binary
 * @returns {Licensed[]} empty when it has not
 */
export function goModules(binary) {
  const [cache = '', goItself = ''] = go('env', 'GOMODCACHE', 'GOROOT').split('\n');
  const modules = [...go('version', '-m', binary).matchAll(/^\t(?:mod|dep|=>)\t(\S+)\t(v\S+)/gm)]
    .map(([, path = '', version]) => ({
      title: `${path} ${version}`,
      // The cache writes capitals so that no two paths differ in them alone.
      folder: join(cache, `${path.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`)}@${version}`),
    }))
    .filter(({ folder }) => existsSync(folder));
  return modules.length === 0 ? [] : [{ title: 'Go', folder: goItself }, ...modules];
}

function go(...args) {
  try {
    return execFileSync('go', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return ''; // no Go on this machine: the caller says what cannot be listed
  }
}
