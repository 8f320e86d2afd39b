import { dayRange, daysBack, localDay, yesterday } from '../../rules/calls/windows.ts';
import type { RunRequest, RunSettings } from '../../schemas/calls.ts';
import type { CallDeps } from './deps.ts';
import { labelsOf } from './labels.ts';

export interface ScheduledInput {
  readonly account: string;
  readonly settings: RunSettings;
}

export type PlanScheduledDeps = Pick<
  CallDeps,
  'dialer' | 'store' | 'account' | 'zone' | 'scheduledCampaigns' | 'now'
> & {
  /** Furthest back that missed days are caught up. */
  readonly catchUpDays: number;
  /** Days back that the sweep reads again, e.g. 1, 2, 7. */
  readonly sweepDays: readonly number[];
  readonly signal: () => AbortSignal;
};

const campaignsOf = ({ scheduledCampaigns, dialer, signal }: PlanScheduledDeps) =>
  scheduledCampaigns ?? dialer.campaigns(signal());

/** Yesterday in the account's zone, and every day since the watermark that was missed (C-8, C-9). */
export const createPlanDaily = (deps: PlanScheduledDeps) =>
  async function planDaily({ account, settings }: ScheduledInput): Promise<RunRequest> {
    const { store, zone, catchUpDays, now } = deps;
    const campaigns = await campaignsOf(deps);
    const day = dayRange(yesterday(now(), zone), zone);
    const furthest = dayRange(daysBack(now(), zone, catchUpDays), zone).from;
    const watermarks = await Promise.all(campaigns.map((campaign) => store.watermark(account, campaign)));
    const known = watermarks.filter((watermark) => watermark !== null);
    const from = [day.from, ...known].reduce((oldest, instant) => (instant < oldest ? instant : oldest));
    const ranges = [{ from: from < furthest ? furthest : from, to: day.to }];
    return { kind: 'daily', account, campaigns, ranges, labels: labelsOf(campaigns, ranges, zone), settings };
  };

/**
 * The trailing days, any other day of the horizon that still holds calls whose status may change, and the days that
 * events asked for, however old (C-7, 5.7).
 */
export const createPlanSweep = (deps: PlanScheduledDeps) =>
  async function planSweep({ account, settings }: ScheduledInput): Promise<RunRequest> {
    const { store, zone, sweepDays, catchUpDays, now } = deps;
    const today = localDay(now().toISOString(), zone);
    const horizon = dayRange(daysBack(now(), zone, catchUpDays), zone).from;
    const campaigns = await campaignsOf(deps);
    const unsettled = await store.nonFinalInstants(account, horizon);
    const asked = (await store.resyncs(account)).filter(
      ({ campaign, day }) => day < today && campaigns.includes(campaign),
    );
    const days = new Set([
      ...sweepDays.map((back) => daysBack(now(), zone, back)),
      ...unsettled.map(({ at }) => localDay(at, zone)),
      ...asked.map(({ day }) => day),
    ]);
    days.delete(today);
    const ranges = [...days].sort().map((day) => dayRange(day, zone));
    return { kind: 'sweep', account, campaigns, ranges, labels: labelsOf(campaigns, ranges, zone), settings };
  };
