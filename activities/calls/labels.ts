import { createHash } from 'node:crypto';
import { localDay } from '../../rules/calls/windows.ts';
import type { RunLabels, TimeRange } from '../../schemas/calls.ts';

/** Campaign lists longer than this are shortened to their number and a digest: ids and attributes are read by people. */
const LONGEST_CAMPAIGN_LIST = 60;

/** `5+6`, or `500-campaigns-1f0c3a…`. */
export function campaignsLabel(campaigns: readonly number[]): string {
  const list = campaigns.join('+');
  if (list.length <= LONGEST_CAMPAIGN_LIST) return list;
  return `${campaigns.length}-campaigns-${createHash('sha256').update(list).digest('hex').slice(0, 10)}`;
}

/** By what a run is found in Temporal Web: its campaigns, and its first and last local day. */
export function labelsOf(campaigns: readonly number[], ranges: readonly TimeRange[], zone: string): RunLabels {
  const first = ranges[0];
  const last = ranges.at(-1);
  // The end is outside the range: its last day is that of the moment before.
  const days = first && last ? [localDay(first.from, zone), localDay(new Date(Date.parse(last.to) - 1), zone)] : [];
  return { campaigns: campaignsLabel(campaigns), days: [...new Set(days)].join('/') };
}
