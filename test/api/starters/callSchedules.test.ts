import assert from 'node:assert/strict';
import { createCallSchedules } from '../../../api/starters/callSchedules.ts';
import { createTemporalClient } from '../../../runtime/temporal.ts';
import { loadConfig } from '../../../schemas/config.ts';
import { callsIntegration } from '../../../workers/calls.ts';
import { reconcileSchedules } from '../../../workers/schedules.ts';
import { provisionSearchAttributes } from '../../../workers/searchAttributes.ts';
import { freshNamespace } from '../../support/freshNamespace.ts';
import { until } from '../../support/until.ts';

describe('schedules of calls, as operators speak to them', () => {
  it('C-30, C-31: are listed with their next times, and triggered by their own overlap policy', async () => {
    const { client, address, namespace, close } = await freshNamespace();
    const config = loadConfig({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace });
    const temporal = createTemporalClient(config);
    try {
      await provisionSearchAttributes(client, namespace);
      await reconcileSchedules(client, callsIntegration.schedules(config));
      const schedules = createCallSchedules(temporal);
      const listed = await until(async () => {
        const found = await schedules.list();
        return found.length === 3 && found;
      });
      assert.deepEqual(
        listed.map(({ id }) => id),
        ['calls-daily', 'calls-reaper', 'calls-sweep'],
      );
      assert.ok(listed.every(({ next, paused }) => next.length > 0 && !paused));

      await schedules.trigger('calls-daily');
      await schedules.trigger('calls-daily');
      const daily = client.schedule.getHandle('calls-daily');
      // BUFFER_ONE: the second waits for the first, which nobody runs here.
      const { info, raw } = await until(async () => {
        const description = await daily.describe();
        return Number(description.raw.info?.bufferSize) === 1 && description;
      });
      assert.equal(info.runningActions.length, 1);
      assert.equal(Number(raw.info?.actionCount), 1);
    } finally {
      await temporal.close();
      await close();
    }
  });
});
