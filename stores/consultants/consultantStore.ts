import type { StoreContext } from '../database.ts';
import type { ConsultantStore } from './contract.ts';
import { createEvents } from './events.ts';
import { createHandovers } from './handovers.ts';
import { createOpenWork } from './openWork.ts';
import { createPeople } from './people.ts';
import { createProtocols } from './protocols.ts';
import { createPersonalData } from './personalData.ts';
import { createAnswerPurge } from './purge.ts';
import { createTurns } from './turns.ts';

/** The repository of the consultants integration: the only place that knows its tables. */
export const createConsultantStore = (context: StoreContext): ConsultantStore => ({
  ...createPeople(context),
  ...createTurns(context),
  ...createProtocols(context),
  ...createHandovers(context),
  ...createEvents(context),
  ...createOpenWork(context),
  ...createPersonalData(context),
  ...createAnswerPurge(context),
});
