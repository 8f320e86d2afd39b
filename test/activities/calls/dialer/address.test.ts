import assert from 'node:assert/strict';
import { apiRoot } from '../../../../activities/calls/dialer/address.ts';

const root = (configured: string | undefined, allowHttp = false) => apiRoot(configured, allowHttp).href;

describe('dialer address', () => {
  it('C-50: the root is taken as it is, the legacy full endpoint loses its last part', () => {
    for (const configured of [
      'https://acme.3c.plus/api/v1',
      'https://acme.3c.plus/api/v1/',
      'https://acme.3c.plus/api/v1/calls',
      'https://acme.3c.plus/api/v1/calls/',
      'https://acme.3c.plus/api/v1//',
      'https://acme.3c.plus/api/v1/calls?page=1#top',
    ])
      assert.equal(root(configured), 'https://acme.3c.plus/api/v1/', configured);
    assert.equal(root('https://acme.3c.plus'), 'https://acme.3c.plus/');
    assert.equal(root('https://calls.example/mycalls'), 'https://calls.example/mycalls/');
  });

  it('C-44, C-50: http is refused unless it never leaves the machine or is allowed', () => {
    const refused = { name: 'IntegrationError', type: 'dialer-not-configured', message: /DIALER_ALLOW_HTTP/ };
    assert.throws(() => root('http://app.3c.fluxoti.com.br/api/v1/calls'), refused);
    assert.throws(() => root('http://localhost.example/api/v1'), refused);
    assert.throws(() => root('ftp://acme.3c.plus/api/v1', true), refused);
    assert.equal(root('http://app.3c.fluxoti.com.br/api/v1/calls', true), 'http://app.3c.fluxoti.com.br/api/v1/');
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      assert.equal(root(`http://${host}:4010/api/v1`), `http://${host}:4010/api/v1/`);
  });

  it('C-50: a missing address or one that is no URL is named', () => {
    for (const configured of [undefined, '', 'acme', '/api/v1'])
      assert.throws(() => root(configured), { type: 'dialer-not-configured', message: /DIALER_BASE_URL/ });
  });
});
