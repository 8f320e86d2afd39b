import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { SWITCHES } from '../../simulators/dialer/switches/registry.ts';
import { switchTable } from '../../simulators/dialer/switches/table.ts';

/** Formatting may pad the columns of a Markdown table. */
const unpadded = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

describe('dialer simulator: switches', () => {
  it('6: every case from 1 to 46 has a switch', () => {
    const covered = new Set(SWITCHES.map(({ spec }) => spec));
    for (const spec of [...Array.from({ length: 46 }, (_, i) => String(i + 1)), '2a', '2b']) {
      assert.ok(covered.has(spec), `case ${spec}`);
    }
  });

  it('6: names are kebab-case and unique', () => {
    const names = SWITCHES.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('6: simulators/README.md lists them as they are (node simulators/dialer/main.ts --switches)', async () => {
    const readme = await readFile(new URL('../../simulators/README.md', import.meta.url), 'utf8');
    assert.ok(unpadded(readme).includes(unpadded(switchTable())), 'the table in simulators/README.md is out of date');
  });
});
