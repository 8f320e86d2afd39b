import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../simulators/dialer/main.ts', import.meta.url));

describe('dialer simulator as a process', () => {
  it('6: says where it listens, answers, and ends at once on SIGTERM with an open connection', async () => {
    const child = spawn(process.execPath, [MAIN, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    try {
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const url = /^dialer simulator listening on (http:\/\/127\.0\.0\.1:\d+\/api\/v1)$/.exec(line)?.[1];
      const response = await fetch(`${url}/campaigns?api_token=sim-token-1`);
      assert.equal(((await response.json()) as { data: unknown[] }).data.length, 2);
    } finally {
      child.kill('SIGTERM');
    }
    assert.deepEqual(await exited, [0, null]);
  });
});
