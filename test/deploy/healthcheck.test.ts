import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '../../runtime/paths.ts';

describe('deploy/healthcheck.mjs', () => {
  let server: Server;
  let origin: string;
  before(async () => {
    server = createServer((request, answer) => {
      answer.statusCode = request.url === '/well' ? 200 : 503;
      answer.end('temporal_num_pollers 3');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  async function exitCode(...args: string[]): Promise<unknown> {
    const child = spawn(process.execPath, [join(root, 'deploy/healthcheck.mjs'), ...args], { stdio: 'inherit' });
    return (await once(child, 'exit'))[0];
  }

  it('design §1: an answer is 0, a refusal and silence are 1', async () => {
    assert.equal(await exitCode(`${origin}/well`), 0);
    assert.equal(await exitCode(`${origin}/ill`), 1);
    assert.equal(await exitCode('http://127.0.0.1:1/'), 1);
  });

  it('design §1: a worker that answers and does not poll is not well', async () => {
    assert.equal(await exitCode(`${origin}/well`, 'temporal_num_pollers'), 0);
    assert.equal(await exitCode(`${origin}/well`, 'temporal_other'), 1);
  });
});
