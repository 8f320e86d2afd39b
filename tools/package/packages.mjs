import { cpSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isNeeded } from './contents.mjs';

/**
 * @typedef {object} InstalledPackage
 * @property {string} path its folder, e.g. `node_modules/zod`
 * @property {string} name
 * @property {string} version
 * @property {string} licence SPDX expression
 */

/**
 * The packages of the lockfile that the product runs on, neither for development nor optional, as they are installed.
 * @param {string} root
 * @returns {InstalledPackage[]}
 * @throws {Error} when one is not installed in the version of the lockfile
 */
export function productionPackages(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional)
    .map(([path, { version }]) => {
      const found = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
      if (found.version === version) return { path, name: found.name, version, licence: licenceOf(found) };
      throw new Error(`${path} is ${found.version} but ${version} in the lockfile; run \`npm ci\`.`);
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Older packages hold an object, or a list of them. */
const licenceOf = ({ license, licenses }) =>
  [license ?? licenses ?? 'no licence named']
    .flat()
    .map((entry) => entry.type ?? entry)
    .join(' OR ');

/**
 * Copies what of the packages is needed at run time.
 * @param {string} root
 * @param {readonly InstalledPackage[]} packages
 * @param {string} target
 */
export function copyPackages(root, packages, target) {
  const modules = join(root, 'node_modules');
  for (const { path } of packages) {
    const source = join(root, path);
    // What it has nested is a package of its own in the lockfile.
    const isOurs = (file) => !relative(source, file).split('/').includes('node_modules');
    const filter = (file) => isOurs(file) && isNeeded(relative(modules, file));
    cpSync(source, join(target, path), { recursive: true, filter });
  }
}
