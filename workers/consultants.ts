import { log as activityLog } from '@temporalio/activity';
import { z } from 'zod';
import { createAlerts } from '../activities/alerts.ts';
import { createHandoverActivities, createPipedriveActivities } from '../activities/consultants/index.ts';
import { createOfferWaiting } from '../activities/consultants/offerWaiting.ts';
import { configuredPush } from '../activities/consultants/pipedrive/configured.ts';
import type { ConsultantAlertKind } from '../schemas/consultants.ts';
import { checkConsultants, handoverSettings } from '../activities/consultants/settings.ts';
import { AVAILABLE_TOPIC, HANDOVER_TOPIC } from '../stores/consultants/topics.ts';
import { CONSULTANTS_TASK_QUEUE, PIPEDRIVE_TASK_QUEUE } from '../workflows/consultants/messages.ts';
import { createAskHandover } from './askHandover.ts';
import { startLoop, type Background } from './loop.ts';
import { createPurge } from './purge.ts';
import type { Integration, WorkerContext } from './registry.ts';
import { createRelay } from './relay.ts';
import { createStartHandover } from './startHandover.ts';

const availablePayload = z.object({ consultantId: z.int() });

/** Presence ends late by at most so much, or by half of what a heartbeat is good for. */
const PRESENCE_EVERY_MS = 15_000;
/** Starts in hand at a time: with Temporal away, a batch fails within the time that a worker has to stop. */
const STARTS_AT_ONCE = 10;

/** The consultants integration as a worker runs it: hand-overs, and what the transactions of the API leave to be done. */
export const consultantsIntegration: Integration = {
  name: 'consultants',
  taskQueue: CONSULTANTS_TASK_QUEUE,
  // Each is a transaction of our own store, which takes them one by one anyhow.
  maxActivities: 16,
  activities: ({ store }) =>
    createHandoverActivities({
      store: store.consultants,
      alerts: createAlerts<ConsultantAlertKind>({
        store: store.alerts,
        integration: 'consultants',
        account: 'main',
        now: () => new Date(),
        warn: (message, fields) => activityLog.warn(message, fields),
      }),
      now: () => new Date(),
    }),
  schedules(config) {
    checkConsultants(config);
    return [];
  },
  background: (context) => [followUp(context), tellWaiting(context), ...endPresence(context), forget(context)],
};

/** Pipedrive on a queue of its own: while it hangs, nothing else does. */
export const pipedriveIntegration: Integration = {
  name: 'pipedrive',
  taskQueue: PIPEDRIVE_TASK_QUEUE,
  workflows: false,
  maxActivities: 8,
  activities: ({ config, store }) =>
    createPipedriveActivities({ push: configuredPush(config), store: store.consultants }),
  schedules: () => [],
};

const nowMs = (): number => Date.now();

function followUp({ config, store, client, log }: WorkerContext): Background {
  const handle = createStartHandover({
    client,
    settings: handoverSettings(config, PIPEDRIVE_TASK_QUEUE),
    taskQueue: CONSULTANTS_TASK_QUEUE,
    zone: config.CONSULTANTS_ZONE,
    now: nowMs,
  });
  const rowsPerSecond = config.RELAY_ROWS_PER_SECOND;
  const relay = { outbox: store.outbox, topic: HANDOVER_TOPIC, handle, atOnce: STARTS_AT_ONCE, rowsPerSecond };
  return startLoop({ name: 'hand-overs', round: createRelay({ ...relay, now: nowMs, log }), log });
}

function tellWaiting({ config, store, client, log }: WorkerContext): Background {
  const offerWaiting = createOfferWaiting({
    store: store.consultants,
    settings: handoverSettings(config, PIPEDRIVE_TASK_QUEUE),
    ask: createAskHandover({ client, now: nowMs }),
    now: () => new Date(),
  });
  const round = createRelay({
    outbox: store.outbox,
    topic: AVAILABLE_TOPIC,
    handle: ({ payload }) => offerWaiting(availablePayload.parse(payload).consultantId),
    atOnce: 1,
    rowsPerSecond: config.RELAY_ROWS_PER_SECOND,
    now: nowMs,
    log,
  });
  return startLoop({ name: 'waiting', round, log });
}

/** A loop and not a schedule: whoever is gone is to be known within seconds, and asking the store costs nothing else. */
function endPresence({ config, store, log }: WorkerContext): Background[] {
  const heartbeatMs = config.CONSULTANTS_HEARTBEAT_SECONDS * 1_000;
  if (heartbeatMs === 0) return [];
  const everyMs = Math.min(PRESENCE_EVERY_MS, heartbeatMs / 2);
  const round = async (): Promise<number> => {
    await store.consultants.expirePresence({ actor: 'presence', at: new Date().toISOString() });
    return everyMs;
  };
  return [startLoop({ name: 'presence', round, log })];
}

function forget({ store, log }: WorkerContext): Background {
  const round = createPurge({ outbox: store.outbox, consultants: store.consultants, now: nowMs, log });
  return startLoop({ name: 'purge', round, log });
}
