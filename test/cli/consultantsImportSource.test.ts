import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathsIn } from '../../runtime/paths.ts';
import { start } from './support/plantao.ts';

describe('plantao consultants import: a source that is not well made', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'plantao-source-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const refused: [what: string, url: string, said: RegExp][] = [
    ['no server', 'postgresql:segredo-9', /must name a user, a host and a database: postgresql:/],
    ['a user and a password alone', 'postgresql://a:segredo-9', /is not well made: write postgresql:/],
    ['a password with a bare @ and /', 'postgresql://a:b@segredo-9/c@h/d', /is not well made: write postgresql:/],
    ['a password with a bare %', 'postgresql://a:segredo-9%@h/d', /has a % that begins no %XX/],
    ['an option that is none', 'postgresql://a:b@h/d?segredo-9', /has an option that is none of sslmode/],
  ];
  for (const [what, url, said] of refused) {
    it(`C-46: ${what} is refused with exit code 2 by the name of the option, and never shown`, async () => {
      const file = join(folder, 'old-database');
      writeFileSync(file, url);
      for (const [option, value] of Object.entries({ '--from': url, '--from-file': file })) {
        const home = join(folder, 'home');
        const { code, stdout, stderr } = await start(
          { PLANTAO_HOME: home },
          ...['consultants', 'import', option, value],
        ).ended;
        assert.deepEqual([code, stdout], [2, ''], stderr);
        assert.ok(stderr.startsWith(`${option} `), stderr);
        assert.match(stderr, said);
        assert.doesNotMatch(stderr, /segredo|DATABASE_URL/);
        assert.equal(existsSync(pathsIn(home).database), false, 'nothing is opened');
      }
    });
  }
});
