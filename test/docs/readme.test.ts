import assert from 'node:assert/strict';
import { settingsTable } from '../../cli/settings.ts';
import { page } from './support/pages.ts';

const START = '<!-- prettier-ignore-start -->';
const END = '<!-- prettier-ignore-end -->';

describe('README.md', () => {
  it('§1: its table of settings is what the settings say (write it again with `npm run --silent plantao -- settings --markdown`)', () => {
    const readme = page('README.md');
    const table = readme.slice(readme.indexOf(START) + START.length, readme.indexOf(END)).trim();
    assert.equal(`${table}\n`, settingsTable());
  });

  it('§1: names the two commands that a newcomer needs', () => {
    assert.match(page('README.md'), /^npm start\b.*\nnpm test\b/m);
  });
});
