import assert from 'node:assert/strict';
import { isLoopback, redirectCause } from '../../../activities/http/address.ts';

describe('addresses of vendors', () => {
  it('C-44: loopback is what never leaves the machine', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      assert.ok(isLoopback(new URL(`http://${host}:4010/x`)), host);
    for (const host of ['localhost.example', '127.0.0.2.example', '10.0.0.1'])
      assert.ok(!isLoopback(new URL(`http://${host}/x`)), host);
  });

  it('5.3: a redirect is told by its cause, without its query', () => {
    const from = new URL('https://acme.3c.plus/api/v1/');
    const told = {
      'http://acme.3c.plus/api/v1/calls': 'a redirect to http:',
      'https://other.example/api/v1/calls?api_token=x': 'a redirect to another host',
      '/login?next=secret': 'a redirect to a login page',
      'https://acme.3c.plus/entrar': 'a redirect to a login page',
      '/v2/calls': 'a redirect to another path',
    };
    for (const [location, cause] of Object.entries(told)) assert.equal(redirectCause(location, from), cause);
    for (const location of [null, '', 'https://'])
      assert.equal(redirectCause(location, from), 'a redirect without an address');
  });
});
