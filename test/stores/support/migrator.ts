import { once } from 'node:events';
import { openStore } from '../../../stores/open.ts';

/** A process that opens a store, waits for a line on stdin, migrates, and prints the steps that it took. */
const [url = ''] = process.argv.slice(2);
const store = await openStore(url);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdout.write(`${JSON.stringify(await store.migrate())}\n`);
await store.close();
process.stdin.destroy();
