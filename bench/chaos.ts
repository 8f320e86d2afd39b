import { parseArgs } from 'node:util';
import { chaosCalls } from './calls/chaos.ts';
import { chaosConsultants } from './consultants/chaos.ts';

export interface ChaosOptions {
  readonly kills: number;
  /** Says what is going on; silent with --json. */
  readonly say: (line: string) => void;
}

/** Every chaos by the name of its integration: one line each. */
const chaoses: Record<string, (options: ChaosOptions) => Promise<{ readonly ok: boolean }>> = {
  calls: chaosCalls,
  consultants: chaosConsultants,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, kills: { type: 'string', default: '50' } },
});
const [name = ''] = positionals;
const chaos = chaoses[name];
const kills = Number(values.kills);
if (!chaos || !Number.isInteger(kills) || kills < 1) {
  process.stderr.write(`Usage: npm run chaos -- ${Object.keys(chaoses).join('|')} [--json] [--kills <times>]\n`);
  process.exit(2);
}
const figures = await chaos({ kills, say: (line) => void (values.json || process.stderr.write(`${line}\n`)) });
process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = figures.ok ? 0 : 1;
