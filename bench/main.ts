import { parseArgs } from 'node:util';
import { benchCalls } from './calls/bench.ts';

/** Every bench by the name of its integration: one line each. */
const benches: Record<string, (options: BenchOptions) => Promise<Record<string, unknown>>> = {
  calls: benchCalls,
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
  process.stderr.write(`Usage: npm run bench -- ${Object.keys(benches).join('|')} [--json] [--size <calls>]\n`);
  process.exit(2);
}
const say = (line: string) => void (values.json || process.stderr.write(`${line}\n`));
const figures = await bench({ size, say });
process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${JSON.stringify(figures, null, 2)}\n`);
