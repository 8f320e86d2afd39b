import { ByteReader } from './bytes.ts';
import { readType, readValue } from './codec.ts';
import { MESSAGE, type Message } from './packets.ts';
import { readColumns } from './readAnswer.ts';
import { showType, type SqlType, type SqlValue } from './sqlTypes.ts';
import { TOKEN } from './tokens.ts';

export interface Parameter {
  /** With its @. */
  readonly name: string;
  readonly type: SqlType;
  readonly value: SqlValue;
  readonly isOutput: boolean;
}

export interface BulkColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
}

export interface BulkLoad {
  readonly columns: readonly BulkColumn[];
  readonly rows: readonly (readonly SqlValue[])[];
}

export interface Login {
  readonly host: string;
  readonly user: string;
  readonly password: string;
  readonly application: string;
  readonly database: string;
}

/** A statement that a server is asked to run, in one of the three ways a client has. */
export type Statement =
  | { readonly kind: 'batch'; readonly sql: string }
  /** Through sp_executesql. */
  | {
      readonly kind: 'query';
      readonly sql: string;
      /** As the client declared them: `@1 nvarchar(4000), @2 int`. */
      readonly declared: string;
      readonly parameters: readonly Parameter[];
    }
  | { readonly kind: 'procedure'; readonly name: string; readonly parameters: readonly Parameter[] };

export type Request =
  | { readonly kind: 'prelogin'; readonly encryption: number }
  | { readonly kind: 'login'; readonly login: Login }
  | { readonly kind: 'statement'; readonly statement: Statement; readonly transaction: bigint }
  /** Decoded when it is looked at: a bench has no use for it. */
  | { readonly kind: 'bulk'; readonly load: () => BulkLoad; readonly bytes: number }
  | {
      readonly kind: 'transaction';
      readonly action: 'begin' | 'commit' | 'rollback' | 'save';
      readonly transaction: bigint;
    }
  | { readonly kind: 'attention' };

const ENCRYPTION_OPTION = 1;
const LAST_OPTION = 0xff;
const TRANSACTION_HEADER = 2;
const SP_EXECUTESQL = 10;
const OUTPUT = 1;
const ACTIONS: Record<number, 'begin' | 'commit' | 'rollback' | 'save'> = {
  5: 'begin',
  7: 'commit',
  8: 'rollback',
  9: 'save',
};

function readPrelogin(body: Buffer): Request {
  for (let at = 0; body[at] !== undefined && body[at] !== LAST_OPTION; at += 5) {
    if (body[at] === ENCRYPTION_OPTION) {
      return { kind: 'prelogin', encryption: body.readUInt8(body.readUInt16BE(at + 1)) };
    }
  }
  throw new RangeError('A prelogin must say whether it encrypts.');
}

const plainPassword = (bytes: Buffer): string =>
  Buffer.from(bytes.map((byte) => (((byte ^ 0xa5) >> 4) | ((byte ^ 0xa5) << 4)) & 0xff)).toString('utf16le');

function readLogin(body: Buffer): Login {
  const bytes = (at: number) => {
    const offset = body.readUInt16LE(at);
    return body.subarray(offset, offset + body.readUInt16LE(at + 2) * 2);
  };
  const text = (at: number) => bytes(at).toString('utf16le');
  return {
    host: text(36),
    user: text(40),
    password: plainPassword(bytes(44)),
    application: text(48),
    database: text(68),
  };
}

/** @returns the transaction that the client believes to be in; the headers are read over */
function readHeaders(reader: ByteReader): bigint {
  const headers = new ByteReader(reader.take(reader.u32() - 4));
  let transaction = 0n;
  while (headers.left > 0) {
    const header = new ByteReader(headers.take(headers.u32() - 4));
    if (header.u16() === TRANSACTION_HEADER) transaction = header.u64();
  }
  return transaction;
}

function readParameter(reader: ByteReader): Parameter {
  const name = reader.shortText();
  const isOutput = (reader.u8() & OUTPUT) !== 0;
  const wire = readType(reader);
  try {
    return { name, type: wire.type, value: readValue(reader, wire), isOutput };
  } catch (error) {
    throw new RangeError(`The parameter ${name} is no ${showType(wire.type)}.`, { cause: error });
  }
}

function readCall(reader: ByteReader): Statement {
  const length = reader.u16();
  const procedure = length === 0xffff ? reader.u16() : reader.text(length);
  reader.u16();
  const parameters: Parameter[] = [];
  while (reader.left > 0) parameters.push(readParameter(reader));
  if (typeof procedure === 'string') return { kind: 'procedure', name: procedure, parameters };
  if (procedure !== SP_EXECUTESQL) throw new RangeError(`The test server does not know the procedure ${procedure}.`);
  const [sql, declared, ...rest] = parameters;
  return { kind: 'query', sql: String(sql?.value), declared: String(declared?.value ?? ''), parameters: rest };
}

/** @throws RangeError naming column and row when the bytes are no values of the columns' types */
export function readBulk(body: Buffer): BulkLoad {
  const reader = new ByteReader(body);
  if (reader.u8() !== TOKEN.columns) throw new RangeError('A bulk load begins with its columns.');
  const columns = readColumns(reader);
  const rows: SqlValue[][] = [];
  while (reader.left > 0 && reader.u8() === TOKEN.row) {
    const row = columns.map(({ name, type, wire }) => {
      try {
        return readValue(reader, wire);
      } catch (error) {
        throw new RangeError(`Row ${rows.length + 1}, column ${name} is no ${showType(type)}.`, { cause: error });
      }
    });
    rows.push(row);
  }
  return { columns: columns.map(({ name, type, nullable }) => ({ name, type, nullable })), rows };
}

/** @throws RangeError when the message is none that the driver of the product sends */
export function readRequest({ type, body }: Message): Request {
  const reader = new ByteReader(body);
  switch (type) {
    case MESSAGE.prelogin:
      return readPrelogin(body);
    case MESSAGE.login:
      return { kind: 'login', login: readLogin(body) };
    case MESSAGE.batch: {
      const transaction = readHeaders(reader);
      return { kind: 'statement', transaction, statement: { kind: 'batch', sql: reader.text(reader.left / 2) } };
    }
    case MESSAGE.rpc: {
      const transaction = readHeaders(reader);
      return { kind: 'statement', transaction, statement: readCall(reader) };
    }
    case MESSAGE.bulk:
      return { kind: 'bulk', load: () => readBulk(body), bytes: body.length };
    case MESSAGE.transaction: {
      const transaction = readHeaders(reader);
      const action = ACTIONS[reader.u16()];
      if (!action) throw new RangeError('The test server knows no such request of the transaction manager.');
      return { kind: 'transaction', action, transaction };
    }
    case MESSAGE.attention:
      return { kind: 'attention' };
    default:
      throw new RangeError(`The test server does not know messages of type ${type}.`);
  }
}
