import type { Scalar } from '../../../rules/calls/types.ts';
import type { UpsertTable } from '../portable.ts';
import type { Column } from './columns.ts';

const MAX_INT = 2 ** 31 - 1;
const MIN_INT = -(2 ** 31);
const DECIMAL = /^-?(\d+)(?:\.(\d+))?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3}Z)?$/;
/** As many decimals as a number can be asked for in plain digits; idle zeros are cut off. */
const DECIMALS_OF_A_NUMBER = 20;

/** `1e-7` → `0.0000001`. */
const plainDecimal = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? value.toFixed(DECIMALS_OF_A_NUMBER).replace(/\.?0+$/, '') : text;
};

function decimalText(value: Scalar, precision: number, scale: number): string | undefined {
  const text = typeof value === 'number' ? plainDecimal(value) : value;
  const [, whole = '', fraction = ''] = (text !== null && DECIMAL.exec(text)) || [];
  const fits = whole !== '' && whole.replace(/^0+/, '').length <= precision - scale && fraction.length <= scale;
  return fits && text !== null ? text : undefined;
}

const isTime = (value: Scalar, scale: number): boolean =>
  typeof value === 'string' &&
  TIME.test(value) &&
  value.endsWith('Z') === scale > 0 &&
  !Number.isNaN(Date.parse(scale > 0 ? value : `${value}Z`));

/** @returns the value as it is sent: a decimal as text, all others as they are; undefined when the column cannot hold it */
function sent(column: Column, value: Scalar): Scalar | undefined {
  switch (column.kind) {
    case 'text':
      return typeof value === 'string' && value.length <= column.length ? value : undefined;
    case 'int':
      return Number.isInteger(value) && Number(value) >= MIN_INT && Number(value) <= MAX_INT ? value : undefined;
    case 'bit':
      return value === 0 || value === 1 ? value : undefined;
    case 'float':
      return Number.isFinite(value) ? value : undefined;
    case 'decimal':
      return decimalText(value, column.precision, column.scale);
    case 'time':
      return isTime(value, column.scale) ? value : undefined;
  }
}

/**
 * Checks a row before it is sent: the driver cuts and turns what does not fit without a word, and a server names no column.
 * @returns the values as they are sent
 * @throws Error naming table and column, never the value
 */
export function checkedRow(table: UpsertTable, columns: readonly Column[], row: readonly Scalar[]): Scalar[] {
  if (row.length !== columns.length) {
    throw new Error(`A row for ${table.name} has ${row.length} values and not ${columns.length}.`);
  }
  return columns.map((column, i) => {
    const value = row[i] ?? null;
    if (value === null) {
      if (!table.key.includes(column.name)) return null;
      throw new Error(`A row for ${table.name} lacks its key ${column.name}.`);
    }
    const checked = sent(column, value);
    if (checked === undefined) throw new Error(`A value does not fit into the column ${table.name}.${column.name}.`);
    return checked;
  });
}
