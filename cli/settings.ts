import { Command } from 'commander';
import { settings } from '../schemas/config.ts';

const HEAD = '# Copy to .env and change what differs. Written by `npm run --silent plantao settings > .env.example`.';

interface Described {
  readonly doc: string;
  readonly default?: string;
}

/** Every setting with its meaning and its default, as a file that Node reads. */
export function envExample(): string {
  const blocks = Object.entries<Described>(settings).map(
    ([name, setting]) => `# ${setting.doc}\n${line(name, setting)}`,
  );
  return `${[HEAD, ...blocks].join('\n\n')}\n`;
}

function line(name: string, { default: value }: Described): string {
  if (value === undefined) return `# ${name}=`;
  return `${name}=${/[\s#]/.test(value) ? `"${value}"` : value}`;
}

/** `plantao settings`: what can be configured. */
export const settingsCommand = new Command('settings')
  .description('print every setting with its meaning and its default, in the form of .env')
  .action(() => {
    process.stdout.write(envExample());
  });
