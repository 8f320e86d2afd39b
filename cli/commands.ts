import type { Command } from 'commander';
import { settingsCommand } from './settings.ts';
import { calls } from './calls/command.ts';
import { consultants } from './consultants/command.ts';
import { database } from './db/command.ts';
import { up } from './up/command.ts';
import { users } from './users/command.ts';

/** The registry: one line an integration. */
export const commands: Command[] = [up, calls, consultants, users, database, settingsCommand];
