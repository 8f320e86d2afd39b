import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../runtime/paths.ts';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
}

/** What npm has really put there, nested copies included. */
const installed = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')) as Lock;
const copiesOf = (name: RegExp): [string, string][] =>
  Object.entries(installed.packages).flatMap(([path, { version }]) => {
    const found = name.exec(path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))?.[0];
    return found === undefined ? [] : [[path, version]];
  });

describe('installed packages', () => {
  it('temporal.md §3: the SDK and we share one copy of protobufjs, or histories would not be read', () => {
    const ours = createRequire(import.meta.url);
    const users = ['client', 'common', 'proto', 'worker'].map((name) =>
      join(root, `node_modules/@temporalio/${name}/`),
    );
    assert.deepEqual(
      users.map((folder) => createRequire(folder).resolve('protobufjs')),
      users.map(() => ours.resolve('protobufjs')),
    );
  });

  it('temporal.md §22.7: all packages of the SDK have one version, the one that is declared', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const copies = copiesOf(/^@temporalio\/[^/]+$/);
    assert.ok(copies.length >= 6);
    assert.deepEqual([...new Set(copies.map(([, version]) => version))], [dependencies['@temporalio/worker']]);
    assert.equal(new Set(copies.map(([path]) => path.split('node_modules/').at(-1))).size, copies.length);
  });
});
