import type { Scalar } from '../../../rules/calls/types.ts';
import type { Column } from './columns.ts';
import { driver } from './driver.ts';

/** 36 digits, their point and a sign fit. */
export const DECIMAL_TEXT_LENGTH = 50;

/** What the value of a column travels as: a decimal as text, which loses nothing. */
export function wireType(column: Column) {
  const { NVarChar, DateTime2, Int, Bit, Float, MAX } = driver();
  switch (column.kind) {
    case 'text':
      return NVarChar(column.length === Infinity ? MAX : column.length);
    case 'decimal':
      return NVarChar(DECIMAL_TEXT_LENGTH);
    case 'time':
      return DateTime2(column.scale);
    case 'int':
      return Int();
    case 'bit':
      return Bit();
    case 'float':
      return Float();
  }
}

/** Times travel as `Date`s, which the driver reads as UTC. */
export const wireValue = (column: Column, value: Scalar) =>
  column.kind === 'time' && typeof value === 'string' ? new Date(column.scale > 0 ? value : `${value}Z`) : value;
