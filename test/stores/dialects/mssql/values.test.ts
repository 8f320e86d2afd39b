import assert from 'node:assert/strict';
import type { Scalar } from '../../../../rules/calls/types.ts';
import type { Column, ColumnKind } from '../../../../stores/dialects/mssql/columns.ts';
import { checkedRow } from '../../../../stores/dialects/mssql/values.ts';
import type { UpsertTable } from '../../../../stores/dialects/portable.ts';

const table: UpsertTable = { name: 'calls', columns: ['id', 'cursor'], key: ['id'], keep: [] };
const columns = (kind: ColumnKind): Column[] => [
  { name: 'id', kind: 'text', length: 5 },
  { name: 'cursor', ...kind },
];
const sent = (kind: ColumnKind, value: Scalar): Scalar | undefined => checkedRow(table, columns(kind), ['a', value])[1];
const decimal = { kind: 'decimal', precision: 36, scale: 18 } as const;

describe('values that are sent to SQL Server', () => {
  const fitting: [string, ColumnKind, readonly Scalar[]][] = [
    ['texts of people', { kind: 'text', length: 4 }, ['', 'abcd', '😀😀', null]],
    ['texts of any length', { kind: 'text', length: Infinity }, ['x'.repeat(10_000)]],
    ['ints', { kind: 'int' }, [0, -(2 ** 31), 2 ** 31 - 1, null]],
    ['bits', { kind: 'bit' }, [0, 1, null]],
    ['floats', { kind: 'float' }, [0.1, -1e300, 1_763_600_000_000]],
    ['instants', { kind: 'time', scale: 3 }, ['2026-11-20T23:59:59.999Z', '0001-01-01T00:00:00.000Z']],
    ['local times', { kind: 'time', scale: 0 }, ['2026-11-20T23:59:59', '2018-11-04T00:00:00']],
    ['decimal texts', decimal, ['0.1', '-123456789012345678.123456789012345678', '000']],
  ];
  for (const [name, kind, values] of fitting) {
    it(`C-10: ${name} are sent as they are`, () => {
      for (const value of values) assert.equal(sent(kind, value), value);
    });
  }

  it('C-11: a number for a decimal is sent as its plain digits', () => {
    const texts = [0.5, 1e-7, 12_345_678.9, -1e17, 0].map((value) => sent(decimal, value));
    assert.deepEqual(texts, ['0.5', '0.0000001', '12345678.9', '-100000000000000000', '0']);
  });

  it('C-10: what the column cannot hold is refused by name, and never repeated', () => {
    const wrong: [ColumnKind, readonly Scalar[]][] = [
      [{ kind: 'text', length: 4 }, ['abcde', '😀😀x', 5]],
      [{ kind: 'int' }, [1.5, 2 ** 31, -(2 ** 31) - 1, '1', NaN]],
      [{ kind: 'bit' }, [2, '1', -1]],
      [{ kind: 'float' }, [NaN, Infinity, '1']],
      [{ kind: 'time', scale: 3 }, ['2026-11-20T23:59:59', '2026-11-20', '2026-13-20T23:59:59.999Z', 0]],
      [{ kind: 'time', scale: 0 }, ['2026-11-20T23:59:59.000Z', '20/11/2026', '2026-11-20T25:00:00']],
      [decimal, ['1e5', '1,5', '', '1234567890123456789', '0.1234567890123456789', 1e20, Infinity]],
    ];
    for (const [kind, values] of wrong) {
      for (const value of values) {
        const message = 'A value does not fit into the column calls.cursor.';
        assert.throws(() => sent(kind, value), { message }, `${kind.kind} ${value}`);
      }
    }
  });

  it('C-6: a row lacks no part of its key, and no column', () => {
    const lacking = { message: 'A row for calls lacks its key id.' };
    assert.throws(() => checkedRow(table, columns({ kind: 'int' }), [null, 1]), lacking);
    assert.throws(() => checkedRow(table, columns({ kind: 'int' }), ['a']), /has 1 values and not 2/);
  });
});
