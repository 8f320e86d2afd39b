import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { envExample } from '../../cli/settings.ts';
import { root } from '../../runtime/paths.ts';
import { loadConfig, settings } from '../../schemas/config.ts';

describe('.env.example', () => {
  it('§1: is what the settings say (write it again with `npm run --silent plantao settings > .env.example`)', () => {
    assert.equal(readFileSync(join(root, '.env.example'), 'utf8'), envExample());
  });

  it('§1: names every setting, and read as it stands changes nothing', () => {
    for (const name of Object.keys(settings)) assert.match(envExample(), new RegExp(`^(# )?${name}=`, 'm'));
    assert.deepEqual(loadConfig(parseEnv(envExample())), loadConfig({}));
  });
});
