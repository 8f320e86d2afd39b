import type { TemporalClient } from '../../runtime/temporal.ts';

/** A schedule of calls as the server has it. */
export interface CallSchedule {
  readonly id: string;
  readonly paused: boolean;
  /** Next fire times (UTC), soonest first. */
  readonly next: readonly string[];
}

/** The schedules of calls, as far as operators speak to them; workers declare them. */
export interface CallSchedules {
  list(): Promise<CallSchedule[]>;
  /** Fires one now, by its own overlap policy. */
  trigger(id: string): Promise<void>;
}

export const createCallSchedules = (temporal: TemporalClient): CallSchedules => ({
  list: () =>
    temporal.use(async ({ schedule }) => {
      const found: CallSchedule[] = [];
      for await (const { scheduleId: id, memo, state, info } of schedule.list()) {
        if (memo?.['plantao'] !== 'calls') continue;
        found.push({ id, paused: state.paused, next: info.nextActionTimes.map((time) => time.toISOString()) });
      }
      return found.sort((a, b) => a.id.localeCompare(b.id));
    }),
  trigger: (id) =>
    temporal.use(async ({ schedule }) => {
      const handle = schedule.getHandle(id);
      const { policies } = await handle.describe();
      await handle.trigger(policies.overlap); // without a policy the client allows any number of runs side by side
    }),
});
