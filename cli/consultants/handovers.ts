import { Command, Option } from 'commander';
import { HANDOVER_PHASES, isEnded, type HandoverPhase } from '../../rules/consultants/handoverState.ts';
import type { HandoverStanding } from '../../rules/consultants/handoverStanding.ts';
import type { TurnChoice } from '../../rules/consultants/turn.ts';
import type { ConsultantEvent, HandoverRow } from '../../stores/consultants/contract.ts';
import { explain } from '../calls/failures.ts';
import { json, localTime, print, table } from '../calls/output.ts';
import { CommandFailed } from '../failure.ts';
import { NUMBER } from './arguments.ts';
import { withConsultants, type ConsultantsContext } from './context.ts';

const MOST_ROWS = 100;
/** Offers, releases and changes of one hand-over are far fewer. */
const MOST_EVENTS = 500;

const idText = (id: number | null): string => (id === null ? '' : String(id));

/** The newest hand-overs. */
export const handovers = new Command('handovers')
  .description(`hand-overs, newest first, ${MOST_ROWS} at most`)
  .addOption(new Option('--phase <phase>', 'only those of a phase').choices(HANDOVER_PHASES))
  .option(...json)
  .action((options: { phase?: HandoverPhase; json: boolean }) =>
    withConsultants(async ({ store, config }) => {
      const { items } = await store.listHandovers({ phase: options.phase, limit: MOST_ROWS });
      print(options.json, items, () =>
        table(
          ['number', 'language', 'phase', 'outcome', 'offer', 'consultant', 'requested'],
          items.map((row) => [
            row.number,
            row.language,
            row.phase,
            row.outcome ?? '',
            row.offerNo,
            idText(row.consultantId),
            localTime(row.requestedAt, config.CONSULTANTS_ZONE),
          ]),
        ),
      );
    }),
  );

/**
 * The row of a hand-over.
 * @throws CommandFailed when there is none
 */
export async function handoverOf({ store }: Pick<ConsultantsContext, 'store'>, number: string): Promise<HandoverRow> {
  const handover = await store.handover(number);
  if (!handover) throw new CommandFailed(`There is no hand-over ${number}.`);
  return handover;
}

/** One hand-over: where it stands, why, and everything that happened to it. */
export const show = new Command('show')
  .description('where a hand-over stands, who was chosen and passed over and why, and what happened')
  .argument(...NUMBER)
  .option(...json)
  .action((number: string, options: { json: boolean }) =>
    withConsultants(async (context) => {
      const handover = await handoverOf(context, number);
      const { items } = await context.store.listEvents({ number, limit: MOST_EVENTS });
      const live = isEnded(handover) ? null : await liveStanding(context, number);
      const events = items.toReversed();
      print(options.json, { handover, live, events }, () =>
        [...standingLines(handover, live), ...choiceLines(events), eventTable(events, context)].join('\n'),
      );
    }),
  );

/** What is stored can be shown without Temporal. */
async function liveStanding(
  { starters, config }: ConsultantsContext,
  number: string,
): Promise<HandoverStanding | null> {
  try {
    return await starters.live(number);
  } catch (error) {
    const told = explain(error, config);
    if (!(told instanceof CommandFailed)) throw error;
    console.error(told.message);
    return null;
  }
}

function standingLines({ number, phase, outcome, consultantId, offerNo }: HandoverRow, live: HandoverStanding | null) {
  const facts = [
    consultantId !== null && `consultant ${consultantId}, offer ${offerNo}`,
    live?.expiresAt && `to be answered before ${live.expiresAt}`,
    live !== null && live.excluded.length > 0 && `not asked again: ${live.excluded.join(', ')}`,
  ].filter((fact) => typeof fact === 'string');
  return [[`${number} ${phase}${outcome === null ? '' : `: ${outcome}`}`, ...facts].join(' · ')];
}

/** D-38: the last choice that was made for it. */
function choiceLines(events: readonly ConsultantEvent[]): string[] {
  const last = events.findLast(({ kind }) => kind === 'turn' || kind === 'offer');
  if (!last) return [];
  const { chosen, matched, waitingSince, eligible, considered, ruleVersion, passedOver } =
    last.detail as unknown as TurnChoice;
  const who =
    chosen === null ? 'nobody could be asked' : `consultant ${chosen}: ${matched} match, waiting since ${waitingSince}`;
  return [
    `${who} · ${eligible} of ${considered} eligible · rule ${ruleVersion}`,
    ...(passedOver.length > 0
      ? [
          table(
            ['passed over', 'because'],
            passedOver.map(({ id, reason }) => [String(id), reason]),
          ),
        ]
      : []),
  ];
}

const eventTable = (events: readonly ConsultantEvent[], { config }: ConsultantsContext): string =>
  table(
    ['at', 'event', 'consultant', 'by'],
    events.map((event) => [
      localTime(event.at, config.CONSULTANTS_ZONE),
      event.kind,
      idText(event.consultantId),
      event.actor,
    ]),
  );
