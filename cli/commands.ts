import type { Command } from 'commander';
import { settingsCommand } from './settings.ts';
import { up } from './up/command.ts';

/** The registry: one line an integration. */
export const commands: Command[] = [up, settingsCommand];
