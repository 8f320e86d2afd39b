import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathsIn, root, temporalBinary } from '../../runtime/paths.ts';

describe('paths', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'plantao-paths-'))));
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('A.6: everything is below PLANTAO_HOME, whatever the working directory', () => {
    const { temporalFile, ...fixed } = pathsIn(home);
    for (const path of [...Object.values(fixed), temporalFile('1.31.2')]) assert.ok(path.startsWith(home), path);
    assert.equal(pathsIn('.plantao').home, join(root, '.plantao'));
  });

  it('A.1: the binary is the one that the bootstrap recorded', () => {
    const record = { temporalPath: '/opt/temporal', serverVersion: '1.31.2', size: 1, modifiedMs: 1 };
    writeFileSync(join(home, 'bootstrap.json'), JSON.stringify(record));
    assert.deepEqual(temporalBinary(home), { path: '/opt/temporal', serverVersion: '1.31.2' });
  });

  it('A.1: a damaged record is an error that says what to do', () => {
    writeFileSync(join(home, 'bootstrap.json'), '{"temporalPath":');
    assert.throws(() => temporalBinary(home), {
      name: 'TemporalBinaryError',
      message: /bootstrap\.json is damaged; delete it/,
    });
  });
});
