import { Command } from 'commander';
import { backup } from './backup.ts';
import { copyCommand } from './copy.ts';
import { doctor } from './doctor.ts';
import { migrateCommand } from './migrate.ts';
import { restore } from './restore.ts';

/** What operators do with the database as a whole. */
export const database = new Command('db').description('back up, move, migrate and examine the database');
for (const command of [backup, restore, copyCommand, migrateCommand, doctor]) database.addCommand(command);
