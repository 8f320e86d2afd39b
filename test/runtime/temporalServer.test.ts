import assert from 'node:assert/strict';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES, startTemporalServer, temporalServerArgs } from '../../runtime/temporalServer.ts';
import { processIdentity } from '../../tools/lock.mjs';
import { sharedTemporal } from '../support/temporal.ts';

describe('startTemporalServer', () => {
  it('A.6: is up with the namespace and our search attributes, beside any other', async () => {
    const { address, namespace } = await sharedTemporal();
    assert.equal((await sharedTemporal()).address, address);
    const connection = await Connection.connect({ address });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    for (const name of SEARCH_ATTRIBUTES) assert.ok(name in customAttributes, name);
    await connection.close();
  });

  it('A.6: stop ends it', async () => {
    const server = await startTemporalServer();
    const identity = processIdentity(server.pid);
    assert.notEqual(identity, '');
    await server.stop();
    assert.notEqual(processIdentity(server.pid), identity);
  });

  it('A.6: a server that cannot start is an error with what it said', async () => {
    await assert.rejects(startTemporalServer({ binary: process.execPath }), { name: 'TemporalServerError' });
  });

  it('A.2: the command line has the four tuned flags and no Web where none is wanted', () => {
    const line = temporalServerArgs({ port: 1, uiPort: null, dbFilename: 'x.db', namespace: 'ns' }).join(' ');
    for (const flag of [
      'history.transferProcessorMaxPollRPS=200',
      'history.timerProcessorMaxPollRPS=200',
      '--sqlite-pragma journal_mode=wal',
      '--sqlite-pragma synchronous=1',
      '--headless',
    ]) {
      assert.ok(line.includes(flag), flag);
    }
  });
});
