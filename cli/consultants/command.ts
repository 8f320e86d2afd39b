import { Command } from 'commander';
import { alertsCommand } from '../alerts.ts';
import { check } from './check.ts';
import { events } from './events.ts';
import { handovers, show } from './handovers.ts';
import { importCommand } from './import.ts';
import { list } from './list.ts';
import { erase, exportCommand } from './personalData.ts';
import { replay } from './replay.ts';
import { tellCommands } from './tell.ts';
import { turn } from './turn.ts';

/** What operators do with consultants. */
export const consultants = new Command('consultants').description('whose turn it is, and what became of it');
const alerts = alertsCommand('consultants', ({ CONSULTANTS_ZONE }) => CONSULTANTS_ZONE);
const commands = [
  list,
  turn,
  handovers,
  show,
  ...tellCommands,
  events,
  alerts,
  check,
  replay,
  importCommand,
  exportCommand,
  erase,
];
for (const command of commands) consultants.addCommand(command);
