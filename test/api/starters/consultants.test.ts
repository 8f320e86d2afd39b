import assert from 'node:assert/strict';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { createHandoverStarters } from '../../../api/starters/consultants.ts';
import type { HandoverCommand } from '../../../api/consultants/deps.ts';

type Asked = [workflowId: string, name: string, options?: { updateId: string; args: object[] }];

/** A client that knows one hand-over. */
function fakeTemporal(asked: Asked[]) {
  const getHandle = (workflowId: string) => {
    const answer = async (name: string, options?: Asked[2]) => {
      asked.push(options ? [workflowId, name, options] : [workflowId, name]);
      if (workflowId !== 'consultants-~00001') throw new WorkflowNotFoundError('gone', workflowId, undefined);
      return { number: '#00001' };
    };
    return {
      executeUpdate: ({ name }: { name: string }, options: Asked[2]) => answer(name, options),
      query: ({ name }: { name: string }) => answer(name),
    };
  };
  const client = { workflow: { getHandle } } as unknown as Client;
  return {
    use: <T>(work: (client: Client) => Promise<T>) => work(client),
    check: async () => undefined,
    close: async () => undefined,
  };
}

describe('hand-overs, as the API speaks to them', () => {
  const actor = 'user:7';

  it('D-22: each command is an update whose id makes a repeat the same', async () => {
    const asked: Asked[] = [];
    const starters = createHandoverStarters({ temporal: fakeTemporal(asked) });
    const commands: [HandoverCommand, updateId: string, said: object][] = [
      [{ type: 'accept', consultantId: 7, offerNo: 2, actor }, 'accept-2-7', { consultantId: 7, offerNo: 2, actor }],
      [{ type: 'refuse', consultantId: 7, offerNo: 2, actor }, 'refuse-2-7', { consultantId: 7, offerNo: 2, actor }],
      [{ type: 'finish', consultantId: 7, actor }, 'finish-7', { consultantId: 7, actor }],
      [{ type: 'ready', consultantId: 7, actor }, 'ready-7', { consultantId: 7, actor }],
      [{ type: 'abandon', because: 'cancelled', actor }, 'abandon', { because: 'cancelled', actor }],
    ];
    for (const [command, updateId, said] of commands) {
      assert.deepEqual(await starters.tell('#00001', command), { number: '#00001' });
      assert.deepEqual(asked.at(-1), ['consultants-~00001', command.type, { updateId, args: [said] }]);
    }
    await assert.rejects(starters.tell('#00002', commands[0]?.[0] ?? assert.fail()), WorkflowNotFoundError);
  });

  it('D-38: one says of itself how it stands; null when it is not followed', async () => {
    const asked: Asked[] = [];
    const starters = createHandoverStarters({ temporal: fakeTemporal(asked) });
    assert.deepEqual(await starters.live('#00001'), { number: '#00001' });
    assert.deepEqual(asked, [['consultants-~00001', 'standing']]);
    assert.equal(await starters.live('#00002'), null);
  });
});
