import assert from 'node:assert/strict';
import type { Column } from '../../../../stores/dialects/mssql/columns.ts';
import { mergeSql, rowsSql, stageSql } from '../../../../stores/dialects/mssql/upsertSql.ts';
import type { UpsertTable } from '../../../../stores/dialects/portable.ts';

const columns: Column[] = [
  { name: 'id', kind: 'text', length: 50 },
  { name: 'hash', kind: 'text', length: 64 },
  { name: 'cursor', kind: 'int' },
  { name: 'amount', kind: 'decimal', precision: 36, scale: 18 },
  { name: 'made_at', kind: 'time', scale: 3 },
];
const table: UpsertTable = {
  name: 'calls',
  columns: columns.map(({ name }) => name),
  key: ['id'],
  keep: ['made_at'],
  hash: 'hash',
};
const keptWhole: UpsertTable = { name: 'calls', columns: table.columns, key: ['id'], keep: table.columns };

describe('upserts of SQL Server', () => {
  it('C-11: the stage has the types and collations of the table; decimals wait as texts', () => {
    const [lock, drop, select, into] = stageSql(table, columns).split('\n');
    assert.match(lock ?? '', /sp_getapplock @Resource = N'table calls'/);
    assert.equal(drop, 'drop table if exists #stage;');
    assert.equal(
      select,
      'select top (0) [id], [hash], cast([cursor] as int) as [cursor], cast([amount] as nvarchar(50)) as [amount], [made_at]',
    );
    assert.equal(into, 'into #stage from [calls];');
  });

  it('C-6: rows that differ are updated, those that are not there inserted, kept columns left alone', () => {
    assert.equal(
      mergeSql(table, columns),
      `update t set [hash] = s.[hash], [cursor] = s.[cursor], [amount] = cast(s.[amount] as decimal(36, 18))
from [calls] as t with (updlock, holdlock) join #stage as s on t.[id] = s.[id]
where t.[hash] <> s.[hash];
insert into [calls] ([id], [hash], [cursor], [amount], [made_at])
select s.[id], s.[hash], s.[cursor], cast(s.[amount] as decimal(36, 18)), s.[made_at]
from #stage as s where not exists (select 1 from [calls] as t with (updlock, holdlock) where t.[id] = s.[id]);
drop table if exists #stage;`,
    );
  });

  it('C-6: few rows are parameters of one statement', () => {
    const [lock, ...rows] = rowsSql(table, columns, 2).split('\n');
    assert.match(lock ?? '', /^declare @lock int; exec @lock = sp_getapplock .*'table calls'/);
    assert.deepEqual(rows.slice(5), [
      'update [calls] with (updlock, holdlock) set [hash] = @7, [cursor] = @8, [amount] = cast(@9 as decimal(36, 18))',
      'where [id] = @6 and [hash] <> @7;',
      'insert into [calls] ([id], [hash], [cursor], [amount], [made_at])',
      'select @6, @7, @8, cast(@9 as decimal(36, 18)), @10',
      'where not exists (select 1 from [calls] with (updlock, holdlock) where [id] = @6);',
    ]);
  });

  it('C-27: where nothing may change, nothing is updated', () => {
    assert.doesNotMatch(mergeSql(keptWhole, columns), /update t/);
    assert.doesNotMatch(rowsSql(keptWhole, columns, 1), /update \[/);
  });
});
