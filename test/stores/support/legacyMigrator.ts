import { openStore } from '../../../stores/open.ts';

/** A process that takes over a robot's database, and is killed in the middle of it. */
const [url = ''] = process.argv.slice(2);
const store = await openStore(url);
await store.migrate({ say: () => process.kill(process.pid, 'SIGKILL') });
