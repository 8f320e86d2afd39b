import type { Row } from './calendar.ts';
import { callJson } from './listing.ts';
import type { Simulator } from './simulator.ts';
import type { CallObject } from './switches/Switch.ts';

const DURATIONS = [
  'acw_time',
  'speaking_time',
  'ivr_time',
  'ivr_after_call_time',
  'amd_time',
  'waiting_time',
  'speaking_with_agent_time',
  'billed_time',
];

const seconds = (clock: unknown): unknown =>
  typeof clock === 'string' && /^\d+:\d\d:\d\d$/.test(clock)
    ? clock.split(':').reduce((total, part) => total * 60 + Number(part), 0)
    : clock;

/** A call as events write it (3.5, 3.8): `_id`, seconds as integers, objects for names, a float amount, `status`. */
export const eventCall = (sim: Simulator, row: Row): CallObject => {
  const text = callJson(sim, row, sim.faults.standing, sim.clock.now(), true);
  const { id, list, campaign, campaign_id, agent, agent_id, status_id, billed_value, ...rest } = JSON.parse(
    text,
  ) as CallObject;
  const { list_id = null } = (rest['mailing_data'] ?? {}) as CallObject;
  const durations = DURATIONS.filter((name) => name in rest).map((name) => [name, seconds(rest[name])]);
  return {
    ...rest,
    ...(id !== undefined && { _id: id }),
    list: { id: list_id, name: list, original_name: list },
    campaign: { id: campaign_id, name: campaign },
    agent: agent_id ? { id: agent_id, name: agent } : null,
    billed_value: Number(billed_value),
    status: status_id,
    ...Object.fromEntries(durations),
  };
};
