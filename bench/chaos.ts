import { parseArgs } from 'node:util';
import { chaosCalls } from './calls/chaos.ts';
import { chaosConsultants } from './consultants/chaos.ts';
import { outageOfConsultants } from './consultants/outage.ts';

/** Says what is going on; silent with --json. */
type Say = (line: string) => void;

export interface ChaosOptions {
  readonly kills: number;
  readonly say: Say;
}

export interface OutageOptions {
  /** How long Temporal is away. */
  readonly seconds: number;
  readonly say: Say;
}

type Run<Options> = (options: Options) => Promise<{ readonly ok: boolean }>;

/** Every chaos by the name of its integration: one line each. */
const chaoses: Record<string, Run<ChaosOptions>> = { calls: chaosCalls, consultants: chaosConsultants };
/** What happens while Temporal is away, in the same way. */
const outages: Record<string, Run<OutageOptions>> = { consultants: outageOfConsultants };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    kills: { type: 'string', default: '50' },
    outage: { type: 'string' },
  },
});
const [name = ''] = positionals;
const say: Say = (line) => void (values.json || process.stderr.write(`${line}\n`));
const amount = Number(values.outage ?? values.kills);
const run = () =>
  values.outage === undefined ? chaoses[name]?.({ kills: amount, say }) : outages[name]?.({ seconds: amount, say });
const figures = Number.isInteger(amount) && amount >= 1 ? await run() : undefined;
if (!figures) {
  const names = (runs: object) => Object.keys(runs).join('|');
  process.stderr.write(
    `Usage: npm run chaos -- ${names(chaoses)} [--json] [--kills <times>]\n` +
      `       npm run chaos -- ${names(outages)} [--json] --outage <seconds>\n`,
  );
  process.exit(2);
}
process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = figures.ok ? 0 : 1;
