import { SWITCHES } from './switches.ts';

/** The Markdown table of all switches, as it stands in simulators/README.md. */
export const switchTable = (): string =>
  [
    '| Switch | What it does | Parameters and defaults |',
    '| --- | --- | --- |',
    ...SWITCHES.map(({ name, does, params }) => {
      const parameters = Object.entries(params).map(
        ([parameter, value]) => `\`${parameter}\` ${JSON.stringify(value)}`,
      );
      return `| \`${name}\` | ${does} | ${parameters.join(', ')} |`;
    }),
  ].join('\n');
