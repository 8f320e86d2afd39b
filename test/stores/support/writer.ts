import { openStore } from '../../../stores/open.ts';
import { aBatch, aCall, aCursor, aMailing } from './builders.ts';

/** A process that goes on writing pages of a window, from where the ledger says, until it is killed. */
const [url = '', executionId = '', ordinal = '', rowsPerPage = ''] = process.argv.slice(2);
const key = { executionId: Number(executionId), ordinal: Number(ordinal) };
const store = await openStore(url);
const window = await store.calls.window(key);
for (let page = (window?.cursor?.pagesDone ?? 0) + 1; ; page += 1) {
  const rows = Array.from({ length: Number(rowsPerPage) }, (_, i) => {
    const id = `page-${page}-row-${i}`;
    return aCall({ id, mailing: aMailing(id) });
  });
  await store.calls.writeBatch(aBatch(key, rows, { page, cursor: aCursor(page) }));
  process.stdout.write('page\n');
}
