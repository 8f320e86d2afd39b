/** Reads a message from its beginning to its end; every number is little-endian, as in TDS. */
export class ByteReader {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#offset;
  }

  take(length: number): Buffer {
    if (length > this.left) throw new RangeError(`The message ends ${length - this.left} bytes too early.`);
    this.#offset += length;
    return this.#bytes.subarray(this.#offset - length, this.#offset);
  }

  u8(): number {
    return this.take(1).readUInt8();
  }

  u16(): number {
    return this.take(2).readUInt16LE();
  }

  u32(): number {
    return this.take(4).readUInt32LE();
  }

  i32(): number {
    return this.take(4).readInt32LE();
  }

  u64(): bigint {
    return this.take(8).readBigUInt64LE();
  }

  /** An unsigned integer of any width. */
  unsigned(width: number): bigint {
    return this.take(width).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  }

  /** A signed integer of 1, 2, 4 or 8 bytes; tinyint alone is unsigned. */
  signed(width: number): bigint {
    return width === 1 ? this.unsigned(1) : BigInt.asIntN(width * 8, this.unsigned(width));
  }

  /** UTF-16 text of so many units. */
  text(units: number): string {
    return this.take(units * 2).toString('utf16le');
  }

  /** Text whose length in units stands before it in one byte. */
  shortText(): string {
    return this.text(this.u8());
  }

  /** Text whose length in units stands before it in two bytes. */
  longText(): string {
    return this.text(this.u16());
  }
}

const integer = (value: bigint | number, width: number): Buffer => {
  const bytes = Buffer.alloc(width);
  let rest = BigInt.asUintN(width * 8, BigInt(value));
  for (let i = 0; i < width; i += 1, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
};

export const u8 = (value: number): Buffer => integer(value, 1);
export const u16 = (value: number): Buffer => integer(value, 2);
export const u32 = (value: number): Buffer => integer(value, 4);
export const u64 = (value: bigint | number): Buffer => integer(value, 8);
/** An integer of any width, signed or not. */
export const bytesOf = integer;
export const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
export const shortText = (text: string): Buffer => Buffer.concat([u8(text.length), utf16(text)]);
export const longText = (text: string): Buffer => Buffer.concat([u16(text.length), utf16(text)]);
