import { driver } from './driver.ts';
import type { ResultColumn } from './results.ts';

/** What a column of a table holds, as far as writing needs to know. */
export type ColumnKind =
  | { readonly kind: 'int' | 'bit' | 'float' }
  /** `length` in UTF-16 units; Infinity = max. */
  | { readonly kind: 'text'; readonly length: number }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  /** Scale 0: a local time; otherwise an instant. */
  | { readonly kind: 'time'; readonly scale: number };

export type Column = ColumnKind & { readonly name: string };

/** As the server tells the length of nvarchar(max), in bytes. */
const MAX_BYTES = 65_535;
const BYTES_PER_UNIT = 2;

function kindOf({ type, length, precision, scale }: ResultColumn): ColumnKind | undefined {
  const { Int, Bit, Float, NVarChar, Decimal, Numeric, DateTime2 } = driver();
  switch (type) {
    case Int:
      return { kind: 'int' };
    case Bit:
      return { kind: 'bit' };
    case Float:
      return { kind: 'float' };
    case NVarChar:
      return { kind: 'text', length: length === undefined || length >= MAX_BYTES ? Infinity : length / BYTES_PER_UNIT };
    case Decimal:
    case Numeric:
      return { kind: 'decimal', precision: precision ?? 0, scale: scale ?? 0 };
    case DateTime2:
      return { kind: 'time', scale: scale ?? 0 };
    default:
      return undefined;
  }
}

/**
 * What the columns of a table hold, from the metadata of a query over it.
 * @throws Error naming a column whose type the program never writes
 */
export const columnsOf = (table: string, columns: readonly ResultColumn[]): Column[] =>
  columns.map((column) => {
    const kind = kindOf(column);
    if (!kind) throw new Error(`The column ${table}.${column.name} is of a type that Plantão does not write.`);
    return { ...kind, name: column.name };
  });
