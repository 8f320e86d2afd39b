import { parseArgs } from 'node:util';
import { endWithParent } from '../support/endWithParent.ts';
import { startPipedrive } from './start.ts';
import { switchTable } from './table.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4030' },
    host: { type: 'string', default: '127.0.0.1' },
    seed: { type: 'string', default: '1' },
    token: { type: 'string' },
    /** Prints the table of switches for simulators/README.md and ends. */
    switches: { type: 'boolean', default: false },
  },
});

if (values.switches) {
  process.stdout.write(`${switchTable()}\n`);
} else {
  const pipedrive = await startPipedrive({
    port: Number(values.port),
    host: values.host,
    seed: Number(values.seed),
    ...(values.token !== undefined && { token: values.token }),
  });
  process.stdout.write(`pipedrive simulator listening on ${pipedrive.baseUrl}\n`);
  endWithParent(pipedrive.close);
}
