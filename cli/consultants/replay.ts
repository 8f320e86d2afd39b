import { Command, InvalidArgumentError } from 'commander';
import { turnPolicy } from '../../activities/consultants/settings.ts';
import { dayRange } from '../../rules/calls/windows.ts';
import { storyOfDay } from '../../rules/consultants/dayStory.ts';
import { replayReport, type ReplayReport } from '../../rules/consultants/replayReport.ts';
import type { TurnPolicy } from '../../rules/consultants/turnPolicy.ts';
import { day } from '../../schemas/common.ts';
import { dayRecords } from '../../stores/consultants/dayRecords.ts';
import { count, json, print, table } from '../calls/output.ts';
import { CommandFailed } from '../failure.ts';
import { withConsultants } from './context.ts';
import { POLICY_HELP, policyChange } from './policyChange.ts';

const localDay = (text: string): string => {
  if (!day.safeParse(text).success) throw new InvalidArgumentError('It must be a day, YYYY-MM-DD.');
  return text;
};

interface ReplayOptions {
  readonly date: string;
  readonly policy?: Partial<TurnPolicy>;
  readonly json: boolean;
}

/** D-43: what other rules would have made of a past day. */
export const replay = new Command('replay')
  .description("who would have got a past day's requests under other rules; nothing is changed")
  .requiredOption('--date <day>', 'local day, YYYY-MM-DD', localDay)
  .option('--policy <rules>', POLICY_HELP, policyChange)
  .option(...json)
  .action(({ date, policy: change, json: asJson }: ReplayOptions) =>
    withConsultants(async ({ db, config }) => {
      const range = dayRange(date, config.CONSULTANTS_ZONE);
      const { people, events } = await dayRecords(db, range);
      const story = storyOfDay(people, events, range.from);
      if (story.arrivals.length === 0) throw new CommandFailed(`No turn was given on ${date}.`);
      const policy = { ...turnPolicy(config), ...change };
      const report = replayReport(story, policy);
      print(asJson, { date, policy, ...report }, () => text(report));
    }),
  );

function text({ arrivals, moved, unserved, people, groups }: ReplayReport): string {
  return [
    table(
      ['consultant', 'languages', 'actual', 'what-if'],
      people.map(({ id, languages, actual, whatIf }) => [String(id), languages.join(', '), actual, whatIf]),
    ),
    table(
      ['same languages', 'people', 'spread', 'what-if spread'],
      groups.map(({ languages, people: peers, spread }) => [
        languages.join(', '),
        peers.length,
        spread.actual,
        spread.whatIf,
      ]),
    ),
    `${count(moved)} of ${count(arrivals)} requests would have gone elsewhere; ` +
      `unserved at once: ${count(unserved.actual)}, what-if ${count(unserved.whatIf)}.`,
  ].join('\n');
}
