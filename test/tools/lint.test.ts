import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../runtime/paths.ts';

const DIRECTION = 'eslint(no-restricted-imports)';
const value = (from: string) => `import { x } from '${from}';\nexport const y = x;\n`;
const type = (from: string) => `import type { X } from '${from}';\nexport type Y = X;\n`;

/** One file each that breaks one rule. */
const broken: Record<string, [rule: string, text: string]> = {
  'schemas/a.ts': [DIRECTION, value('../rules/x.ts')],
  'rules/a.ts': [DIRECTION, value('../stores/x.ts')],
  'rules/b.ts': [DIRECTION, value('../schemas/x.ts')],
  'rules/c.ts': [DIRECTION, `import { readFileSync } from 'node:fs';\nexport const y = readFileSync;\n`],
  'rules/d.ts': [DIRECTION, value('@temporalio/common')],
  'runtime/a.ts': [DIRECTION, value('../stores/x.ts')],
  'stores/a.ts': [DIRECTION, value('../activities/x.ts')],
  'stores/b.ts': [DIRECTION, value('@temporalio/client')],
  'activities/a.ts': [DIRECTION, type('../api/x.ts')],
  'activities/b.ts': [DIRECTION, value('@temporalio/workflow')],
  'workflows/calls/a.ts': [DIRECTION, value('../../stores/x.ts')],
  'workflows/calls/b.ts': [DIRECTION, value('../../schemas/x.ts')],
  'workflows/calls/c.ts': [DIRECTION, value('../../activities/calls/x.ts')],
  'workflows/calls/d.ts': [DIRECTION, `import { join } from 'node:path';\nexport const y = join;\n`],
  'workflows/calls/e.ts': [DIRECTION, value('zod')],
  'workflows/calls/f.ts': [DIRECTION, value('@temporalio/activity')],
  'workflows/calls/g.ts': [DIRECTION, `export const y = () => import('../../stores/x.ts');\n`],
  'workers/a.ts': [DIRECTION, value('../api/x.ts')],
  'api/a.ts': [DIRECTION, value('../workers/x.ts')],
  'api/b.ts': [DIRECTION, value('../workflows/calls/workflow.ts')],
  'cli/a.ts': [DIRECTION, value('../simulators/x.ts')],
  'cli/b.ts': [DIRECTION, value('../api/app.ts')],
  'simulators/a.ts': [DIRECTION, value('../rules/x.ts')],
  'simulators/b.ts': [DIRECTION, value('../stores/x.ts')],
  'tools/a.mjs': [DIRECTION, value('../runtime/x.ts')],
  'stores/cycleA.ts': ['import(no-cycle)', `import { b } from './cycleB.ts';\nexport const a = () => b;\n`],
  'stores/cycleB.ts': ['import(no-cycle)', `import { a } from './cycleA.ts';\nexport const b = () => a;\n`],
  'stores/floating.ts': [
    'typescript(no-floating-promises)',
    'const f = async () => 1;\nexport const g = () => {\n  f();\n};\n',
  ],
  'stores/misused.ts': [
    'typescript(no-misused-promises)',
    'const f = async () => undefined;\nexport const g = (h: number[]) => h.forEach(f);\nexport const i = () => (f() ? 1 : 2);\n',
  ],
  'stores/await.ts': ['typescript(await-thenable)', 'export const f = async () => await 1;\n'],
  'stores/any.ts': ['typescript(no-explicit-any)', 'export const f = (x: any) => x as string;\n'],
  'stores/types.ts': ['typescript(consistent-type-imports)', `import { X } from './x.ts';\nexport type Y = X;\n`],
  'stores/nonNull.ts': ['typescript(no-non-null-assertion)', 'export const f = (x: string | null) => x!;\n'],
  'stores/equal.ts': ['eslint(eqeqeq)', 'export const f = (x: unknown) => x == 1;\n'],
  'stores/console.ts': ['eslint(no-console)', `export const f = () => console.log('x');\n`],
  'stores/unused.ts': ['eslint(no-unused-vars)', 'export const f = () => {\n  const unused = 1;\n};\n'],
  'stores/constant.ts': ['eslint(prefer-const)', 'export const f = () => {\n  let x = 1;\n  return x;\n};\n'],
  'stores/environment.ts': ['node(no-process-env)', 'export const f = () => process.env;\n'],
  'stores/long.ts': ['eslint(max-lines)', 'export {};\n'.repeat(301)],
};

/** What each room may do. */
const sound: Record<string, string> = {
  'schemas/config.ts': 'export const f = () => process.env;\n',
  'rules/ok.ts': type('../schemas/x.ts'),
  'stores/ok.ts': value('../rules/x.ts') + `export { x as z } from '../runtime/x.ts';\n`,
  'activities/ok.ts': value('../stores/x.ts') + `export { x as z } from '../rules/x.ts';\n`,
  'activities/types.ts': type('@temporalio/workflow'),
  'workflows/calls/ok.ts': value('@temporalio/workflow') + `export { x as z } from '../../rules/x.ts';\n`,
  'workflows/calls/types.ts':
    type('../../schemas/x.ts') + `export type { X as Z } from '../../activities/calls/x.ts';\n`,
  'workflows/calls/effects.ts': value('../../activities/effects.ts'),
  'workers/ok.ts': value('../activities/x.ts'),
  'api/ok.ts':
    value('../workflows/calls/messages.ts') + `export type { X as Z } from '../workflows/calls/workflow.ts';\n`,
  'cli/ok.ts': value('../api/starters/x.ts') + `console.log(y);\n`,
  'simulators/ok.ts': type('../schemas/x.ts'),
};

const rooms = [
  'schemas',
  'rules',
  'runtime',
  'stores',
  'activities',
  'activities/calls',
  'workers',
  'api',
  'api/starters',
  'simulators',
];

describe('.oxlintrc.json', () => {
  let folder: string;
  let found: Map<string, Set<string>>;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'plantao-lint-'));
    const write = (name: string, text: string) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    };
    for (const name of ['.oxlintrc.json', 'tsconfig.json']) cpSync(join(root, name), join(folder, name));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const room of rooms) write(`${room}/x.ts`, 'export const x = 1;\nexport type X = number;\n');
    for (const [name, [, text]] of Object.entries(broken)) write(name, text);
    for (const [name, text] of Object.entries(sound)) write(name, text);

    const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
    const args = [
      '--type-aware',
      '--format',
      'json',
      ...new Set(rooms.map((room) => room.split('/')[0] ?? room)),
      'cli',
      'tools',
      'workflows',
    ];
    const { stdout } = spawnSync(process.execPath, [oxlint, ...args], { cwd: folder, encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
    found = Map.groupBy(diagnostics, ({ filename }) => filename)
      .entries()
      .reduce(
        (all, [name, list]) => all.set(name, new Set(list.map(({ code }) => code))),
        new Map<string, Set<string>>(),
      );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, [rule]] of Object.entries(broken)) {
    it(`A.6: ${name} breaks ${rule} and is reported`, () => {
      assert.ok(found.get(name)?.has(rule), [...(found.get(name) ?? ['nothing'])].join(', '));
    });
  }

  for (const name of Object.keys(sound)) {
    it(`A.6: ${name} is as it should be`, () => assert.deepEqual([...(found.get(name) ?? [])], []));
  }
});
