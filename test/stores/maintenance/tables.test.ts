import assert from 'node:assert/strict';
import { countsUp, primaryKeys, tableNames, viewNames } from '../../../stores/maintenance/tables.ts';
import type { TestStore } from '../support/dialects.ts';
import { onEveryRealDialect } from './support/realDialects.ts';

onEveryRealDialect('the list of tables', ({ open }) => {
  let test: TestStore;
  before(async () => void (test = await open()));
  after(() => test.drop());

  it('8: names every table and view that the migrations make, so that none is left out of a backup', async () => {
    const found = await test.store.db.introspection.getTables();
    const named = (views: boolean) => found.filter(({ isView }) => isView === views).map(({ name }) => name);
    assert.deepEqual(named(false).sort(), tableNames.toSorted());
    assert.deepEqual(named(true), viewNames);
  });

  it('8: knows which tables count their ids up, and has a key for each', async () => {
    const found = await test.store.db.introspection.getTables();
    for (const { name, columns } of found.filter(({ isView }) => !isView)) {
      assert.equal(
        columns.some((column) => column.name === 'id' && column.isAutoIncrementing),
        countsUp.has(name),
        name,
      );
      const nullable = columns
        .filter((column) => column.isNullable && !column.isAutoIncrementing)
        .map((column) => column.name);
      assert.ok(primaryKeys[name]?.length, name);
      assert.deepEqual(
        primaryKeys[name]?.filter((column) => nullable.includes(column)),
        [],
        name,
      );
    }
  });
});
