import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { kinds } from '../../../stores/dialects/kind.ts';
import { goldenFile } from './goldenFile.ts';
import { printed } from './printed.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const asked = kinds.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (positionals.some((position) => !kinds.some(({ name }) => name === position))) {
  process.stderr.write(`Usage: npm run sql:print -- [${kinds.map(({ name }) => name).join('|')}] [--write]\n`);
  process.exit(2);
}
for (const kind of asked) {
  const text = await printed(kind);
  if (values.write) writeFileSync(goldenFile(kind.name), text);
  else process.stdout.write(text);
}
