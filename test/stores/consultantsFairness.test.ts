import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import fc from 'fast-check';
import { openStore } from '../../stores/open.ts';
import { people } from './support/consultants.ts';
import { mortalServer, type Death } from './support/mortal.ts';
import { createOffice, type OfficeEvent } from './support/office.ts';
import { sqliteFolder } from './support/sqlite.ts';

const RUNS = 15;

type Happening = OfficeEvent & {
  /** When the server dies, if it does. */
  readonly dies: Death | null;
};

const dies = fc.oneof(
  fc.constant(null),
  fc.nat(20).map((afterSteps): Death => ({ afterSteps })),
  fc.nat(2).map((afterCommits): Death => ({ afterCommits })),
);
const somewhere = { server: fc.nat(1), dies };

const requests = fc.record({
  ...somewhere,
  is: fc.constant('requests' as const),
  count: fc.integer({ min: 1, max: 6 }),
  language: fc.constantFrom('pt', 'en'),
});
const number = fc.record({ ...somewhere, is: fc.constant('number' as const) });
const presence = fc.record({
  ...somewhere,
  is: fc.constant('presence' as const),
  who: fc.nat(9),
  online: fc.constantFrom(true, true, true, false),
});
const end = fc.record({
  ...somewhere,
  is: fc.constant('end' as const),
  of: fc.nat(9),
  because: fc.constantFrom('served', 'refused', 'expired'),
  keeps: fc.boolean(),
});
const days: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: requests },
    { weight: 2, arbitrary: presence },
    { weight: 3, arbitrary: end },
    { weight: 1, arbitrary: number },
  ),
  { minLength: 40, maxLength: 80 },
);
const teams = fc.array(fc.subarray(['pt', 'en'], { minLength: 1 }), { minLength: 2, maxLength: 7 });

describe('a day of consultants on two servers that die', function () {
  this.timeout(60_000);

  it('D-2, D-3, D-23, D-37, D-39, D-40: whatever happens in it, turns go round, no lease leaks and no number is missing', async () => {
    const empty = await sqliteFolder();
    await openStore(empty.url).then(async (store) => (await store.migrate(), store.close()));
    let deaths = 0;
    await fc.assert(
      fc.asyncProperty(teams, days, fc.boolean(), async (team, day, marks) => {
        const { file, url, remove } = await sqliteFolder();
        await copyFile(empty.file, file);
        const store = await openStore(url);
        const servers = [mortalServer(url), mortalServer(url)];
        try {
          const ids = await people(store, ...team.map((languages, i) => ({ languages, offered: i })));
          const office = createOffice(
            servers,
            team.map((languages, i) => ({ id: ids[i] ?? 0, languages })),
            marks,
          );
          for (const event of day) {
            if (event.dies !== null) servers[event.server]?.die(event.dies);
            await office.happen(event);
          }
          await office.assertKept(store);
        } finally {
          deaths += servers.reduce((sum, server) => sum + server.deaths, 0);
          await Promise.all([store.close(), ...servers.map((server) => server.close())]);
          await remove();
        }
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: 20_000 },
    );
    await empty.remove();
    assert.ok(deaths > 5 * RUNS, `${deaths} deaths`);
  });
});
