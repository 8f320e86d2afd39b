import { parseArgs } from 'node:util';
import { endWithParent } from '../support/endWithParent.ts';
import { startDialer } from './start.ts';
import { switchTable } from './switches/table.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    host: { type: 'string', default: '127.0.0.1' },
    seed: { type: 'string', default: '1' },
    token: { type: 'string' },
    'cache-mb': { type: 'string', default: '600' },
    /** Prints the table of switches for simulators/README.md and ends. */
    switches: { type: 'boolean', default: false },
  },
});

if (values.switches) {
  process.stdout.write(`${switchTable()}\n`);
} else {
  const dialer = await startDialer({
    port: Number(values.port),
    host: values.host,
    seed: Number(values.seed),
    cacheMb: Number(values['cache-mb']),
    ...(values.token !== undefined && { token: values.token }),
  });
  process.stdout.write(`dialer simulator listening on ${dialer.baseUrl}\n`);
  endWithParent(dialer.close);
}
