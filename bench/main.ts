import { parseArgs } from 'node:util';
import { benchCalls } from './calls/bench.ts';
import { benchConsultants } from './consultants/bench.ts';
import { benchStores } from './stores/bench.ts';

/** Every bench by the name of what it measures: one line each. */
const benches: Record<string, (options: BenchOptions) => Promise<Record<string, unknown>>> = {
  calls: benchCalls,
  consultants: benchConsultants,
  stores: benchStores,
};

export interface BenchOptions {
  /** Size of the work; each bench says what it counts. */
  readonly size: number | undefined;
  /** Says what is going on; silent with --json. */
  readonly say: (line: string) => void;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, size: { type: 'string' } },
});
const [name = ''] = positionals;
const bench = benches[name];
const size = values.size === undefined ? undefined : Number(values.size);
if (!bench || (size !== undefined && !(Number.isInteger(size) && size > 0))) {
  process.stderr.write(`Usage: npm run bench -- ${Object.keys(benches).join('|')} [--json] [--size <rows>]\n`);
  process.exit(2);
}
const say = (line: string) => void (values.json || process.stderr.write(`${line}\n`));
const figures = await bench({ size, say });
const width = Math.max(...Object.keys(figures).map((figure) => figure.length));
const table = Object.entries(figures).map(([figure, value]) => `${figure.padEnd(width)}  ${String(value)}`);
process.stdout.write(`${values.json ? JSON.stringify(figures) : table.join('\n')}\n`);
