import { ByteReader, bytesOf, u16, u32, u64, u8, utf16 } from './bytes.ts';
import { calendarDate, clockTime, dayNumber, timeUnits, timeWidth } from './dates.ts';
import type { SqlType, SqlValue } from './sqlTypes.ts';

/** Type and value on the wire (MS-TDS 2.2.5.4 and 2.2.5.2). */

export interface WireType {
  readonly type: SqlType;
  /** Sent without a length: SQL Server does so for columns that are never null. */
  readonly fixedWidth?: number;
}

const FIXED: Record<number, readonly [name: string, width: number]> = {
  0x30: ['tinyint', 1],
  0x32: ['bit', 1],
  0x34: ['smallint', 2],
  0x38: ['int', 4],
  0x7f: ['bigint', 8],
  0x3b: ['real', 4],
  0x3e: ['float', 8],
  0x3d: ['datetime', 8],
};
const INTEGERS: Record<number, string> = { 1: 'tinyint', 2: 'smallint', 4: 'int', 8: 'bigint' };
const TEXTS: Record<number, string> = { 0xe7: 'nvarchar', 0xef: 'nchar', 0xa7: 'varchar', 0xaf: 'char' };
const BINARIES: Record<number, string> = { 0xa5: 'varbinary', 0xad: 'binary' };
const TIMES: Record<number, string> = { 0x29: 'time', 0x2a: 'datetime2', 0x2b: 'datetimeoffset' };
const MAX = 0xffff;
/** Latin1_General, code page 1252. */
export const COLLATION = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34]);

const sized = (name: string, bytes: number): SqlType => ({
  name,
  length: bytes === MAX ? 'max' : bytes / (name.startsWith('n') ? 2 : 1),
});

export function readType(reader: ByteReader): WireType {
  const id = reader.u8();
  const fixed = FIXED[id];
  if (fixed) return { type: { name: fixed[0] }, fixedWidth: fixed[1] };
  const text = TEXTS[id];
  if (text !== undefined) {
    const bytes = reader.u16();
    reader.take(COLLATION.length);
    return { type: sized(text, bytes) };
  }
  const binary = BINARIES[id];
  if (binary !== undefined) return { type: sized(binary, reader.u16()) };
  const time = TIMES[id];
  if (time !== undefined) return { type: { name: time, scale: reader.u8() } };
  switch (id) {
    case 0x26:
      return { type: { name: INTEGERS[reader.u8()] ?? 'int' } };
    case 0x28:
      return { type: { name: 'date' } };
    case 0x68:
      reader.u8();
      return { type: { name: 'bit' } };
    case 0x6d:
      return { type: { name: reader.u8() === 4 ? 'real' : 'float' } };
    case 0x6a:
    case 0x6c:
      reader.u8();
      return { type: { name: 'decimal', precision: reader.u8(), scale: reader.u8() } };
    case 0x6f:
      return { type: { name: reader.u8() === 4 ? 'smalldatetime' : 'datetime' } };
    case 0x24:
      reader.u8();
      return { type: { name: 'uniqueidentifier' } };
    case 0x62:
      reader.u32();
      return { type: { name: 'sql_variant' } };
    default:
      throw new RangeError(`The test server does not know the type 0x${id.toString(16)}.`);
  }
}

function readChunks(reader: ByteReader): Buffer | null {
  if (reader.u64() === 2n ** 64n - 1n) return null;
  const chunks: Buffer[] = [];
  for (let length = reader.u32(); length > 0; length = reader.u32()) chunks.push(reader.take(length));
  return Buffer.concat(chunks);
}

function readBytes(reader: ByteReader, { type, fixedWidth }: WireType): Buffer | null {
  if (fixedWidth !== undefined) return reader.take(fixedWidth);
  if (type.length === 'max') return readChunks(reader);
  if (type.length !== undefined) {
    const length = reader.u16();
    return length === MAX ? null : reader.take(length);
  }
  const length = type.name === 'sql_variant' ? reader.u32() : reader.u8();
  return length === 0 ? null : reader.take(length);
}

const decimalText = (bytes: Buffer, scale: number): string => {
  const reader = new ByteReader(bytes);
  const sign = reader.u8() === 1 ? '' : '-';
  const digits = String(reader.unsigned(reader.left)).padStart(scale + 1, '0');
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

/** @throws RangeError when the bytes are no value of the type, as a server would */
export function readValue(reader: ByteReader, wire: WireType): SqlValue {
  const bytes = readBytes(reader, wire);
  if (bytes === null) return null;
  const { name, scale = 0 } = wire.type;
  const inner = new ByteReader(bytes);
  switch (name) {
    case 'bit':
      return inner.u8() !== 0;
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint': {
      const value = inner.signed(bytes.length);
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    }
    case 'real':
      return bytes.readFloatLE();
    case 'float':
      return bytes.readDoubleLE();
    case 'decimal':
      return decimalText(bytes, scale);
    case 'nvarchar':
    case 'nchar':
      return bytes.toString('utf16le');
    case 'varchar':
    case 'char':
      return bytes.toString('latin1');
    case 'date':
      return calendarDate(Number(inner.unsigned(3)));
    case 'time':
      return clockTime(inner.unsigned(timeWidth(scale)), scale);
    case 'datetime2': {
      const time = clockTime(inner.unsigned(timeWidth(scale)), scale);
      return `${calendarDate(Number(inner.unsigned(3)))}T${time}`;
    }
    default:
      return `0x${bytes.toString('hex')}`;
  }
}

/** Writes every type as one that may be null. */
export function writeType({ name, length, precision = 18, scale = 0 }: SqlType): Buffer {
  const bytes = (perUnit: number) => u16(length === 'max' || length === undefined ? MAX : length * perUnit);
  switch (name) {
    case 'bit':
      return Buffer.from([0x68, 1]);
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
      return Buffer.from([0x26, Number(Object.keys(INTEGERS).find((width) => INTEGERS[Number(width)] === name))]);
    case 'real':
      return Buffer.from([0x6d, 4]);
    case 'float':
      return Buffer.from([0x6d, 8]);
    case 'decimal':
      return Buffer.from([0x6c, 17, precision, scale]);
    case 'nvarchar':
    case 'nchar':
      return Buffer.concat([u8(0xe7), bytes(2), COLLATION]);
    case 'varchar':
    case 'char':
      return Buffer.concat([u8(0xa7), bytes(1), COLLATION]);
    case 'varbinary':
    case 'binary':
      return Buffer.concat([u8(0xa5), bytes(1)]);
    case 'date':
      return u8(0x28);
    case 'datetime2':
      return Buffer.from([0x2a, scale]);
    case 'sql_variant':
      return Buffer.concat([u8(0x62), u32(8009)]);
    default:
      throw new RangeError(`The test server does not answer with ${name}.`);
  }
}

const withLength = (type: SqlType, bytes: Buffer): Buffer =>
  type.length === 'max'
    ? Buffer.concat([u64(bytes.length), ...(bytes.length > 0 ? [u32(bytes.length), bytes] : []), u32(0)])
    : Buffer.concat([type.length === undefined ? u8(bytes.length) : u16(bytes.length), bytes]);

function nullOf({ name, length }: SqlType): Buffer {
  if (length === 'max') return u64(-1);
  if (length !== undefined) return u16(MAX);
  return name === 'sql_variant' ? u32(0) : u8(0);
}

function valueBytes({ name, scale = 0 }: SqlType, value: string | number | boolean): Buffer {
  const text = String(value);
  switch (name) {
    case 'bit':
      return u8(value === true || value === 1 ? 1 : 0);
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
      return bytesOf(BigInt(text), { tinyint: 1, smallint: 2, int: 4, bigint: 8 }[name]);
    case 'real': {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(Number(value));
      return bytes;
    }
    case 'float': {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(Number(value));
      return bytes;
    }
    case 'decimal': {
      const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
      const digits = BigInt(whole + fraction.padEnd(scale, '0'));
      return Buffer.concat([u8(text.startsWith('-') ? 0 : 1), bytesOf(digits, 16)]);
    }
    case 'nvarchar':
    case 'nchar':
      return utf16(text);
    case 'varchar':
    case 'char':
      return Buffer.from(text, 'latin1');
    case 'date':
      return bytesOf(dayNumber(text), 3);
    case 'datetime2':
      return Buffer.concat([bytesOf(timeUnits(text.slice(11), scale), timeWidth(scale)), bytesOf(dayNumber(text), 3)]);
    case 'varbinary':
    case 'binary':
      return Buffer.from(text.slice(2), 'hex');
    default:
      throw new RangeError(`The test server does not answer with ${name}.`);
  }
}

export const writeValue = (type: SqlType, value: SqlValue): Buffer =>
  value === null ? nullOf(type) : withLength(type, valueBytes(type, value));
