import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { claimPort, freePorts } from '../../runtime/ports.ts';

describe('ports', () => {
  it('A.6: free ports are all different and free', async () => {
    const ports = await freePorts(20);
    assert.equal(new Set(ports).size, 20);
    for (const port of ports) assert.equal(await claimPort('SOME_PORT', port), port);
  });

  it('A.6: 0 becomes a free port', async () => {
    assert.ok((await claimPort('SOME_PORT', 0)) > 0);
  });

  it('A.2: a busy port is named with its setting', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    await assert.rejects(claimPort('API_PORT', port), {
      name: 'PortInUseError',
      message: `Port ${port} (API_PORT) is in use; free it or set API_PORT.`,
    });
    holder.close();
  });
});
