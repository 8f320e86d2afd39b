import assert from 'node:assert/strict';
import { inKeyOrder } from '../../../../stores/dialects/postgres/rows.ts';
import { postgresUpsertSql } from '../../../../stores/dialects/postgres/upsertSql.ts';
import { arrayText, bindable } from '../../../../stores/dialects/postgres/values.ts';
import type { UpsertTable } from '../../../../stores/dialects/portable.ts';

const table: UpsertTable = {
  name: 'calls',
  columns: ['account', 'hash', 'id', 'first_seen', 'select'],
  key: ['account', 'id'],
  keep: ['first_seen'],
  hash: 'hash',
};

describe('upsert of PostgreSQL', () => {
  it('C-6: is one statement for any number of rows, which leaves those of equal hash alone', () => {
    assert.equal(
      postgresUpsertSql(table, (column) => (column === 'id' ? 'integer[]' : 'text[]')),
      'insert into "calls" ("account", "hash", "id", "first_seen", "select") ' +
        'select * from unnest($1::text[], $2::text[], $3::integer[], $4::text[], $5::text[]) ' +
        'on conflict ("account", "id") do update set "hash" = excluded."hash", "select" = excluded."select" ' +
        'where "calls"."hash" is distinct from excluded."hash"',
    );
  });

  it('C-6: of what is kept as it was nothing is written', () => {
    const { hash: _, ...others } = table;
    const typeOf = () => 'text[]';
    assert.match(
      postgresUpsertSql({ ...others, keep: table.columns }, typeOf),
      /on conflict \("account", "id"\) do nothing$/,
    );
    assert.match(postgresUpsertSql(others, typeOf), /"select" = excluded\."select"$/);
  });

  it('C-20: rows come in the order of their keys whatever order they arrive in; of a key the last', () => {
    const row = (account: string, id: number, hash = 'h') => [account, hash, id, null, null];
    const rows = [row('b', 1), row('a', 2), row('a', 1, 'first'), row('b', 2), row('a', 1, 'last')];
    const ordered = inKeyOrder(table, rows);
    assert.deepEqual(ordered, [row('a', 1, 'last'), row('a', 2), row('b', 1), row('b', 2)]);
    assert.deepEqual(inKeyOrder(table, rows.slice(0, 4).reverse()), inKeyOrder(table, rows.slice(0, 4)));
    assert.throws(() => inKeyOrder(table, [['a', 'h']]), /A row for calls has 2 values for 5 columns/);
  });

  it('C-10: an array is written so that every text comes back as it was', () => {
    assert.equal(arrayText([]), '{}');
    assert.equal(arrayText([1, null, 0.5, undefined, 'NULL', '']), '{1,NULL,0.5,NULL,"NULL",""}');
    assert.equal(arrayText(['a"b\\c', '{,}', 'ção 😀']), '{"a\\"b\\\\c","{,}","ção 😀"}');
    assert.equal(arrayText(['line\n"\\n"\t']), '{"line\n\\"\\\\n\\"\t"}');
    assert.throws(() => arrayText([{}]), TypeError);
  });

  it('C-10: values are bound as what they are, and what no column holds is refused', () => {
    const date = new Date('2026-11-20T00:00:00.000Z');
    assert.deepEqual(['x', 1, true, null, undefined, 5n, date, ['a']].map(bindable), [
      ...['x', '1', 'true', null, null, '5', date.toISOString(), '{"a"}'],
    ]);
    assert.throws(() => bindable({ a: 1 }), TypeError);
  });
});
