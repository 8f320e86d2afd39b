import type { CallStarters } from '../../../api/calls/deps.ts';

export interface FakeStarters extends CallStarters {
  /** What was asked, in order: `['start', { … }]`. */
  readonly asked: [string, ...unknown[]][];
}

const CONTROLS = { paused: false, concurrency: 4, requestsPerSecond: null };

/** Starters that record what they were asked; `overrides` answer instead of them. */
export function fakeStarters(overrides: Partial<CallStarters> = {}): FakeStarters {
  const asked: FakeStarters['asked'] = [];
  const starters: CallStarters = {
    start: async () => ({ workflowId: 'calls-backfill-1', runId: 'run-1', joined: false }),
    control: async (_id, change) => ({
      ...CONTROLS,
      ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
    }),
    cancel: async () => undefined,
    live: async () => null,
    plan: async () => null,
    replayQuarantine: async () => ({ outcome: 'inserted' }),
    ...overrides,
  };
  return {
    asked,
    start: (request) => (asked.push(['start', request]), starters.start(request)),
    control: (id, change) => (asked.push(['control', id, change]), starters.control(id, change)),
    cancel: (id) => (asked.push(['cancel', id]), starters.cancel(id)),
    live: (id) => (asked.push(['live', id]), starters.live(id)),
    plan: (id) => (asked.push(['plan', id]), starters.plan(id)),
    replayQuarantine: (id) => (asked.push(['replayQuarantine', id]), starters.replayQuarantine(id)),
  };
}
