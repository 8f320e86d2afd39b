import type { Params } from '../../support/parameters.ts';
import { SWITCHES } from './registry.ts';

const parametersOf = (params: Params) =>
  Object.entries(params)
    .map(([name, value]) => `\`${name}\` ${JSON.stringify(value)}`)
    .join(', ');

/** The Markdown table of all switches, as it stands in simulators/README.md. */
export const switchTable = (): string =>
  [
    '| Spec | Switch | What it does | Parameters and defaults |',
    '| --- | --- | --- | --- |',
    ...SWITCHES.map(({ spec, name, does, params }) => `| ${spec} | \`${name}\` | ${does} | ${parametersOf(params)} |`),
  ].join('\n');
