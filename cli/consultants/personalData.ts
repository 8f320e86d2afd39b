import { Command } from 'commander';
import type { ConsultantStore } from '../../stores/consultants/contract.ts';
import type { PersonalData } from '../../stores/consultants/upkeepContract.ts';
import { count, json, print } from '../calls/output.ts';
import { CommandFailed } from '../failure.ts';
import { wholeNumber } from './arguments.ts';
import { ACTOR, withConsultants } from './context.ts';

const ID = ['<id>', 'of the consultant, deleted or not', wholeNumber] as const;

/** @throws CommandFailed when nobody has or had the id */
async function dataOf(store: ConsultantStore, id: number): Promise<PersonalData> {
  const data = await store.personalData(id);
  if (!data) throw new CommandFailed(`There is no consultant ${id}.`);
  return data;
}

/** LGPD: what a person may ask for. */
export const exportCommand = new Command('export')
  .description('everything that is stored about a consultant, as one JSON document: personal data on your screen')
  .argument(...ID)
  .action((id: number) => withConsultants(async ({ store }) => print(true, await dataOf(store, id), () => '')));

/** LGPD: what a person may ask to be done. */
export const erase = new Command('erase')
  .description('erase the personal data of a consultant for good; without --apply it is only said whose')
  .argument(...ID)
  .option('--apply', 'do it', false)
  .option(...json)
  .action((id: number, options: { apply: boolean; json: boolean }) =>
    withConsultants(async ({ store }) => {
      const data = await dataOf(store, id);
      const at = new Date().toISOString();
      const done = options.apply ? await store.erasePersonalData(id, { actor: ACTOR, at }) : null;
      const { openOffers, keptAnswers } = done ?? data;
      const protocols = data.protocols.length;
      const document = { applied: options.apply, id, protocols, openOffers, keptAnswers };
      print(options.json, document, () =>
        [
          options.apply
            ? `Consultant ${id} is deleted and erased: name, e-mail, phone, Pipedrive id, and ${count(keptAnswers)} kept answers.`
            : `Would delete and erase consultant ${id}, ${data.consultant.name}. Nothing was written: do it with --apply.`,
          `${count(protocols)} protocols stay attributed to the id; ${count(openOffers)} open offers go on under it.`,
        ].join('\n'),
      );
    }),
  );
