import assert from 'node:assert/strict';
import { diagnose } from '../../../stores/maintenance/diagnose.ts';
import { UNFINISHED } from '../../../stores/maintenance/unfinished.ts';
import type { TestDialect } from '../support/dialects.ts';
import { opened } from './support/opened.ts';
import { onEveryRealDialect } from './support/realDialects.ts';

onEveryRealDialect('diagnose', ({ open, empty }: TestDialect) => {
  const statesOf = async (url: string, now?: () => number) => {
    const findings = await opened(url, (connection) => diagnose(connection, now));
    return new Map(findings.map(({ check, state, says }) => [check, `${state}: ${says}`]));
  };

  it('8: finds nothing wrong with a database as the product makes it', async () => {
    const { url, drop } = await open();
    const states = await statesOf(url);
    assert.deepEqual(
      [...states.values()].filter((state) => !state.startsWith('ok')),
      [],
    );
    assert.match(states.get('permissions') ?? '', /on \d\d tables/);
    assert.equal(states.get('migration rights'), 'ok: can migrate: yes');
    await drop();
  });

  it('8: says what is lacking, unfinished or newer, and that a clock is far off', async () => {
    const { url, remove } = await empty();
    const anHourAgo = () => Date.now() - 3_600_000;
    const before = await statesOf(url, anHourAgo);
    assert.match(before.get('schema version') ?? '', /^warn: \d+ steps to take \(0001-calls, /);
    assert.match(before.get('permissions') ?? '', /^warn: there are no tables yet/);
    assert.match(before.get('clock') ?? '', /^warn: 36\d{5} ms ahead/);
    const tables = await opened(url, ({ db }) => db.introspection.getTables());
    assert.deepEqual(tables, [], 'it changes nothing');

    await opened(url, ({ db }) => db.schema.createTable(UNFINISHED).addColumn('id', 'integer').execute());
    assert.match((await statesOf(url)).get('schema version') ?? '', /^fail: A restore or copy .* broken off/);
    await remove();
  });
});
