import { Command } from 'commander';
import type { ConsultantEvent } from '../../stores/consultants/contract.ts';
import { json, localTime, print, table } from '../calls/output.ts';
import { NUMBER } from './arguments.ts';
import { withConsultants } from './context.ts';

const MOST_ROWS = 100;

/** The log of operations (D-44): ids, counts and reasons. */
export const events = new Command('events')
  .description(`what happened, newest first, ${MOST_ROWS} at most`)
  .option('--kind <kind>', 'only of a kind, e.g. pipedrive-failed')
  .option(`--number ${NUMBER[0]}`, NUMBER[1])
  .option(...json)
  .action((options: { kind?: string; number?: string; json: boolean }) =>
    withConsultants(async ({ store, config }) => {
      const { kind, number } = options;
      const { items } = await store.listEvents({ kind, number, limit: MOST_ROWS });
      print(options.json, items, () =>
        table(
          ['at', 'event', 'number', 'consultant', 'by', 'reason'],
          items.map(({ at, kind: what, number: of, consultantId, actor, detail }) => [
            localTime(at, config.CONSULTANTS_ZONE),
            what,
            of ?? '',
            consultantId === null ? '' : String(consultantId),
            actor,
            reasonIn(detail),
          ]),
        ),
      );
    }),
  );

const reasonIn = ({ reason, because, outcome }: ConsultantEvent['detail']): string =>
  [reason, because, outcome].find((text) => typeof text === 'string') ?? '';
