import assert from 'node:assert/strict';
import { diagnose } from '../../../stores/maintenance/diagnose.ts';
import { UNFINISHED } from '../../../stores/maintenance/unfinished.ts';
import { onServer } from '../../support/postgres/server.ts';
import { onEveryDialect, type TestDialect } from '../support/dialects.ts';
import { postgres } from '../support/postgres.ts';
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

const asReader = ({ open }: TestDialect) => {
  it('8: says what a login that reads only may not do, and that it cannot migrate', async () => {
    const { url, drop } = await open();
    const reader = `reader_${process.pid}`;
    const readersUrl = new URL(url);
    [readersUrl.username, readersUrl.password] = [reader, 'segredo'];
    await onServer(url, `create role ${reader} login password 'segredo'`);
    await onServer(url, `grant select on all tables in schema public to ${reader}`);
    const findings = await opened(readersUrl.href, (connection) => diagnose(connection));
    const says = (name: string) => findings.find(({ check }) => check === name);
    assert.equal(says('permissions')?.state, 'fail');
    assert.match(says('permissions')?.says ?? '', /^this login lacks insert on \w+, update on .* and \d+ more$/);
    assert.deepEqual([says('migration rights')?.state, says('migration rights')?.says], ['ok', 'can migrate: no']);
    await onServer(url, `drop owned by ${reader}`);
    await onServer(url, `drop role ${reader}`);
    await drop();
  });
};
onEveryDialect('diagnose for another login', asReader, [postgres]);
