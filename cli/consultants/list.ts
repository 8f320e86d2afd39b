import { Command } from 'commander';
import { json, localTime, print, table } from '../calls/output.ts';
import { withConsultants } from './context.ts';

const yes = (flag: boolean | null): string => (flag === true ? 'yes' : 'no');

/** Who there is, and how they stand. Addresses and phones are for the API, which says who asked. */
export const list = new Command('list')
  .description('all consultants')
  .option(...json)
  .action((options: { json: boolean }) =>
    withConsultants(async ({ store, config }) => {
      const [people, loads] = [await store.listConsultants(), await store.openLoad()];
      const rows = people.map(({ email: _email, phone: _phone, ...person }) => ({
        ...person,
        openLoad: loads.get(person.id) ?? 0,
      }));
      print(options.json, rows, () =>
        table(
          ['id', 'name', 'languages', 'active', 'in rotation', 'online', 'last offered', 'open', 'capacity'],
          rows.map((row) => [
            String(row.id),
            row.name,
            row.languages.join(', '),
            yes(row.active),
            yes(row.inRotation),
            yes(row.online),
            row.lastOfferedAt === null ? '' : localTime(row.lastOfferedAt, config.CONSULTANTS_ZONE),
            row.openLoad,
            row.capacity,
          ]),
        ),
      );
    }),
  );
