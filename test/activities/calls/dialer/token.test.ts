import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokenSource, isServiceToken } from '../../../../activities/calls/dialer/token.ts';

describe('dialer token', () => {
  let folder: string;
  let file: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plantao-token-'));
    file = join(folder, 'token');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('C-4, C-46: a token in a file is read at each use, so a new one needs no restart', async () => {
    const token = createTokenSource({ token: 'from-environment', file });
    await writeFile(file, '3cs_first\n');
    assert.equal(await token(), '3cs_first');
    await writeFile(file, '  3cs_second  \n');
    assert.equal(await token(), '3cs_second');
  });

  it('C-43: without a token, with an empty or unreadable file, it says which setting is wrong', async () => {
    assert.equal(await createTokenSource({ token: 'given' })(), 'given');
    const refused = (message: RegExp) => ({ type: 'dialer-not-configured', message });
    await assert.rejects(createTokenSource({})(), refused(/DIALER_TOKEN or DIALER_TOKEN_FILE/));
    await assert.rejects(createTokenSource({ file: join(folder, 'none') })(), refused(/cannot be read/));
    await writeFile(file, ' \n');
    await assert.rejects(createTokenSource({ file })(), refused(/is empty/));
  });

  it('C-53: a service token is told by its prefix', () => {
    assert.deepEqual(['3cs_abc', 'abc3cs_', ''].map(isServiceToken), [true, false, false]);
  });
});
