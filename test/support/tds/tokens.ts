import type { AnswerColumn, AnswerError, AnswerPart } from './answers.ts';
import { bytesOf, longText, shortText, u16, u32, u64, u8 } from './bytes.ts';
import { COLLATION, writeType, writeValue } from './codec.ts';
import type { SqlValue } from './sqlTypes.ts';

/** The token streams of a server (MS-TDS 2.2.7). */

export const TOKEN = {
  returnStatus: 0x79,
  columns: 0x81,
  order: 0xa9,
  error: 0xaa,
  info: 0xab,
  returnValue: 0xac,
  loginAck: 0xad,
  row: 0xd1,
  rowWithNulls: 0xd2,
  change: 0xe3,
  done: 0xfd,
  doneProcedure: 0xfe,
  doneInProcedure: 0xff,
} as const;

export const DONE = { more: 1, error: 2, count: 0x10, attention: 0x20 } as const;

const CHANGE = { database: 1, packetSize: 4, collation: 7, began: 8, committed: 9, rolledBack: 10 } as const;
const PACKET_SIZE = '4096';
const NULLABLE = 1;

const withLength = (token: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u8(token), u16(body.length), body]);
};

export const doneToken = (token: number, status: number, rows = 0): Buffer =>
  Buffer.concat([u8(token), u16(status), u16(0), u64(rows)]);

const errorToken = ({ number, message, state = 1, severity = 16 }: AnswerError): Buffer =>
  withLength(
    TOKEN.error,
    bytesOf(number, 4),
    u8(state),
    u8(severity),
    longText(message),
    shortText('test'),
    shortText(''),
    u32(1),
  );

const transactionChange = (kind: number, before: bigint, after: bigint): Buffer => {
  const side = (descriptor: bigint) => (descriptor === 0n ? u8(0) : Buffer.concat([u8(8), u64(descriptor)]));
  return withLength(TOKEN.change, u8(kind), side(after), side(before));
};

const columnsToken = (columns: readonly AnswerColumn[]): Buffer =>
  Buffer.concat([
    u8(TOKEN.columns),
    u16(columns.length),
    ...columns.flatMap(({ name, type }) => [u32(0), u16(NULLABLE), writeType(type), shortText(name)]),
  ]);

const rowToken = (columns: readonly AnswerColumn[], row: readonly SqlValue[]): Buffer =>
  Buffer.concat([u8(TOKEN.row), ...columns.map(({ type }, i) => writeValue(type, row[i] ?? null))]);

function partTokens(part: AnswerPart, done: number, transaction: bigint): Buffer[] {
  if ('error' in part) return [errorToken(part.error), doneToken(done, DONE.more | DONE.error)];
  if ('rolledBack' in part) return [transactionChange(CHANGE.rolledBack, transaction, 0n)];
  if ('returned' in part) return [Buffer.concat([u8(TOKEN.returnStatus), bytesOf(part.returned, 4)])];
  if ('output' in part) {
    const { name, type, value } = part.output;
    const head = [u8(TOKEN.returnValue), u16(0), shortText(name), u8(1), u32(0), u16(0)];
    return [...head, writeType(type), writeValue(type, value)];
  }
  if ('touched' in part) {
    const { touched } = part;
    return [doneToken(done, touched === null ? DONE.more : DONE.more | DONE.count, touched ?? 0)];
  }
  const rows = part.rows.map((row) => rowToken(part.columns, row));
  return [columnsToken(part.columns), ...rows, doneToken(done, DONE.more | DONE.count, part.rows.length)];
}

/**
 * @param call whether the request was a procedure call, as every parameterised statement is
 * @param transaction the one that a `rolledBack` part ends
 */
export function answerTokens(parts: readonly AnswerPart[], call: boolean, transaction: bigint): Buffer {
  const done = call ? TOKEN.doneInProcedure : TOKEN.done;
  const failed = parts.some((part) => 'error' in part);
  const tokens = parts.flatMap((part) => partTokens(part, done, transaction));
  return Buffer.concat([...tokens, doneToken(call ? TOKEN.doneProcedure : TOKEN.done, failed ? DONE.error : 0)]);
}

const doneLast = (change: Buffer): Buffer => Buffer.concat([change, doneToken(TOKEN.done, 0)]);

export const begunTokens = (transaction: bigint): Buffer => doneLast(transactionChange(CHANGE.began, 0n, transaction));

export const endedTokens = (kind: 'committed' | 'rolledBack', transaction: bigint): Buffer =>
  doneLast(transactionChange(CHANGE[kind], transaction, 0n));

/** TDS 7.4 and the version of a SQL Server 2022. */
export function loginTokens(database: string): Buffer {
  const changed = (kind: number, after: Buffer, before: Buffer) => withLength(TOKEN.change, u8(kind), after, before);
  return Buffer.concat([
    changed(CHANGE.database, shortText(database), shortText('master')),
    changed(CHANGE.collation, Buffer.concat([u8(COLLATION.length), COLLATION]), u8(0)),
    withLength(
      TOKEN.loginAck,
      u8(1),
      Buffer.from([0x74, 0, 0, 4]),
      shortText('Test server'),
      Buffer.from([16, 0, 0x10, 0]),
    ),
    changed(CHANGE.packetSize, shortText(PACKET_SIZE), shortText(PACKET_SIZE)),
    doneToken(TOKEN.done, 0),
  ]);
}

const OPTION = { version: 0, encryption: 1, end: 0xff } as const;
const OPTION_HEAD = 5;

/** @param encryption 2: has none, 3: requires it */
export function preloginTokens(encryption: number): Buffer {
  const version = Buffer.from([16, 0, 0x10, 0, 0, 0]);
  const start = 2 * OPTION_HEAD + 1;
  const option = (id: number, offset: number, length: number) => Buffer.from([id, 0, offset, 0, length]);
  return Buffer.concat([
    option(OPTION.version, start, version.length),
    option(OPTION.encryption, start + version.length, 1),
    u8(OPTION.end),
    version,
    u8(encryption),
  ]);
}
