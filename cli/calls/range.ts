import { InvalidArgumentError } from 'commander';
import { dayRange } from '../../rules/calls/windows.ts';
import { backfillRequest, type BackfillRequest } from '../../schemas/calls.ts';
import { campaignId, day } from '../../schemas/common.ts';
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
  const from = day.safeParse(options.from).success ? dayRange(options.from, zone).from : options.from;
  const to = day.safeParse(options.to).success ? dayRange(options.to, zone).to : options.to;
  const parsed = backfillRequest.safeParse({ campaigns: options.campaigns, from, to, dryRun: options.dryRun });
  if (parsed.success) return parsed.data;
  throw new CommandFailed(
    parsed.error.issues.map(({ path, message }) => `--${String(path[0] ?? 'request')}: ${message}`).join('; '),
    2,
  );
}
