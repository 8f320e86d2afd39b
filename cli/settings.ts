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

/** The same as a table in Markdown, for the README. */
export function settingsTable(): string {
  const rows = Object.entries<Described>(settings).map(
    ([name, setting]) =>
      `| \`${name}\` | ${setting.default === undefined ? '' : `\`${setting.default}\``} | ${setting.doc} |`,
  );
  return `${['| Setting | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n')}\n`;
}

/** `plantao settings`: what can be configured. */
export const settingsCommand = new Command('settings')
  .description('print every setting with its meaning and its default, in the form of .env')
  .option('--markdown', 'in the form of the table in README.md', false)
  .action(({ markdown }: { markdown: boolean }) => {
    process.stdout.write(markdown ? settingsTable() : envExample());
  });
