import type { AnswerColumn, AnswerPart } from './answers.ts';
import { ByteReader } from './bytes.ts';
import { readType, readValue, type WireType } from './codec.ts';
import { DONE, TOKEN } from './tokens.ts';
import type { SqlValue } from './sqlTypes.ts';

const ROLLED_BACK = 10;

interface WireColumn extends AnswerColumn {
  readonly wire: WireType;
}

/** Of a response or of a bulk load: the token itself is read already. */
export function readColumns(reader: ByteReader): (WireColumn & { readonly nullable: boolean })[] {
  const count = reader.u16();
  return Array.from({ length: count === 0xffff ? 0 : count }, () => {
    reader.u32();
    const nullable = (reader.u16() & 1) !== 0;
    const wire = readType(reader);
    return { name: reader.shortText(), type: wire.type, wire, nullable };
  });
}

const readRow = (reader: ByteReader, columns: readonly { wire: WireType }[]): SqlValue[] =>
  columns.map(({ wire }) => readValue(reader, wire));

function readRowWithNulls(reader: ByteReader, columns: readonly WireColumn[]): SqlValue[] {
  const nulls = reader.take(Math.ceil(columns.length / 8));
  const isNull = (i: number) => ((nulls[i >> 3] ?? 0) & (1 << (i & 7))) !== 0;
  return columns.map(({ wire }, i) => (isNull(i) ? null : readValue(reader, wire)));
}

function readError(reader: ByteReader): AnswerPart {
  reader.u16();
  const number = reader.i32();
  const [state, severity] = [reader.u8(), reader.u8()];
  const message = reader.longText();
  reader.shortText();
  reader.shortText();
  reader.u32();
  return { error: { number, message, state, severity } };
}

function readOutput(reader: ByteReader): AnswerPart {
  reader.u16();
  const name = reader.shortText();
  reader.u8();
  reader.u32();
  reader.u16();
  const wire = readType(reader);
  return { output: { name, type: wire.type, value: readValue(reader, wire) } };
}

/** Reads the response of a real server into the parts that `answerTokens` writes again. */
export function readAnswer(body: Buffer): AnswerPart[] {
  const reader = new ByteReader(body);
  const parts: AnswerPart[] = [];
  let open: { columns: readonly WireColumn[]; rows: SqlValue[][] } | null = null;
  const close = () => {
    if (!open) return false;
    parts.push({ columns: open.columns.map(({ name, type }) => ({ name, type })), rows: open.rows });
    open = null;
    return true;
  };
  while (reader.left > 0) {
    const token = reader.u8();
    switch (token) {
      case TOKEN.columns: {
        const columns: readonly WireColumn[] = readColumns(reader);
        open = { columns, rows: [] };
        break;
      }
      case TOKEN.row:
        open?.rows.push(readRow(reader, open.columns));
        break;
      case TOKEN.rowWithNulls:
        open?.rows.push(readRowWithNulls(reader, open.columns));
        break;
      case TOKEN.error:
        parts.push(readError(reader));
        break;
      case TOKEN.returnStatus:
        parts.push({ returned: reader.i32() });
        break;
      case TOKEN.returnValue:
        parts.push(readOutput(reader));
        break;
      case TOKEN.change: {
        const change = reader.take(reader.u16());
        if (change[0] === ROLLED_BACK) parts.push({ rolledBack: true });
        break;
      }
      case TOKEN.done:
      case TOKEN.doneInProcedure:
      case TOKEN.doneProcedure: {
        const status = reader.u16();
        reader.u16();
        const rows = Number(reader.u64());
        const wasRows = close();
        // The count of a result set is that of its rows, and the last word of a procedure repeats what was told.
        if (!wasRows && token !== TOKEN.doneProcedure && (status & DONE.count) !== 0) parts.push({ touched: rows });
        break;
      }
      default:
        // Info, order and login acknowledgement: nothing that a program of ours reads.
        reader.take(reader.u16());
    }
  }
  return parts;
}
