import { Command } from 'commander';
import { handovers, show } from './handovers.ts';
import { importCommand } from './import.ts';
import { list } from './list.ts';
import { replay } from './replay.ts';
import { tellCommands } from './tell.ts';

/** What operators do with consultants. */
export const consultants = new Command('consultants').description('whose turn it is, and what became of it');
for (const command of [list, handovers, show, ...tellCommands, importCommand, replay]) consultants.addCommand(command);
