import { InvalidArgumentError } from 'commander';
import { dayRange } from '../../rules/calls/windows.ts';
import { backfillRequest, type BackfillRequest } from '../../schemas/calls.ts';
import { campaignId, day, instant } from '../../schemas/common.ts';
import { CommandFailed } from '../failure.ts';

/** `5,6` as numbers. @throws InvalidArgumentError */
export function campaignList(text: string): number[] {
  const ids = text.split(',').map((part) => campaignId.safeParse(part.trim()));
  if (ids.some(({ success }) => !success))
    throw new InvalidArgumentError('It must be a comma list of campaign numbers, e.g. 5,6.');
  return ids.flatMap(({ data }) => data ?? []);
}

/**
 * What an operator may write for a range's ends: a local day, which then is meant whole, or an instant with an offset.
 * @throws CommandFailed with exit code 2 naming each wrong option
 */
export function readRequest(
  options: { campaigns: number[]; from: string; to: string; dryRun: boolean },
  zone: string,
): BackfillRequest {
  const { campaigns, dryRun } = options;
  const request = { campaigns, dryRun, from: endOf('from', options.from, zone), to: endOf('to', options.to, zone) };
  const parsed = backfillRequest.safeParse(request);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`);
  throw new CommandFailed(wrong.join('; '), 2);
}

function endOf(name: 'from' | 'to', text: string, zone: string): string {
  if (day.safeParse(text).success) return dayRange(text, zone)[name];
  if (instant.safeParse(text).success) return text;
  const forms = 'a day, e.g. 2026-11-01, or an instant with its offset, e.g. 2026-11-01T08:00:00-03:00';
  throw new CommandFailed(`--${name}: must be ${forms}`, 2);
}
