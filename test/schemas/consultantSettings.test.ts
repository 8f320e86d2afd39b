import assert from 'node:assert/strict';
import { ConfigError, loadConfig } from '../../schemas/config.ts';

describe('settings of consultants', () => {
  it('3.1: origins are what browsers send, so that none is named that never comes', () => {
    const taken = (CONSULTANTS_ORIGINS: string) => loadConfig({ CONSULTANTS_ORIGINS }).CONSULTANTS_ORIGINS;
    for (const origins of ['*', 'https://a.example', 'https://a.example, http://10.0.0.5:8080'])
      assert.equal(taken(origins), origins);
    for (const wrong of [
      'a.example',
      'https://a.example/',
      'https://a.example/x',
      'https://A.example',
      'https://a.example,',
    ])
      assert.throws(
        () => taken(wrong),
        (error) => error instanceof ConfigError && /CONSULTANTS_ORIGINS: must be/.test(error.message),
      );
  });
});
