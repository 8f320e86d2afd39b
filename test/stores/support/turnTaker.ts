import { openStore } from '../../../stores/open.ts';
import { aNumber, aTurn, at } from './consultants.ts';

/** A process that goes on taking turns, and now and then a number, until it is killed. */
const [url = '', from = ''] = process.argv.slice(2);
const { consultants } = await openStore(url);
for (let i = Number(from); ; i += 1) {
  const once = { id: `key-${i}`, fingerprint: 'x', expiresAt: at(99_999_999) };
  if (i % 3 === 2) await consultants.takeNumber(aNumber({ once }));
  else await consultants.takeTurn(aTurn({ once }));
  process.stdout.write('turn\n');
}
