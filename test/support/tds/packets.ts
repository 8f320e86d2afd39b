/** What a message is (MS-TDS 2.2.3.1.1). */
export const MESSAGE = {
  batch: 1,
  rpc: 3,
  response: 4,
  attention: 6,
  bulk: 7,
  transaction: 14,
  login: 16,
  prelogin: 18,
} as const;

export interface Message {
  readonly type: number;
  readonly body: Buffer;
  /** The client gave the message up while it was sending it. */
  readonly ignored: boolean;
  /** The client asks for a fresh session. */
  readonly reset: boolean;
}

const HEADER = 8;
const LAST = 1;
const IGNORE = 2;
const RESET = 8;
const PACKET_SIZE = 4096;

/** Puts messages together from what a socket delivers, in whatever pieces. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);
  #parts: Buffer[] = [];
  #reset = false;

  /** @returns the messages that are whole now */
  push(chunk: Buffer): Message[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const messages: Message[] = [];
    let offset = 0;
    while (this.#rest.length - offset >= HEADER) {
      const length = this.#rest.readUInt16BE(offset + 2);
      if (length < HEADER) throw new RangeError(`A packet of ${length} bytes is no packet.`);
      if (this.#rest.length - offset < length) break;
      const type = this.#rest.readUInt8(offset);
      const status = this.#rest.readUInt8(offset + 1);
      this.#parts.push(this.#rest.subarray(offset + HEADER, offset + length));
      this.#reset ||= (status & RESET) !== 0;
      offset += length;
      if ((status & LAST) === 0) continue;
      const ignored = (status & IGNORE) !== 0;
      messages.push({ type, body: Buffer.concat(this.#parts), ignored, reset: this.#reset });
      this.#parts = [];
      this.#reset = false;
    }
    this.#rest = this.#rest.subarray(offset);
    return messages;
  }
}

/** @returns a message as the packets that carry it */
export function toPackets(type: number, body: Buffer): Buffer {
  const packets: Buffer[] = [];
  const room = PACKET_SIZE - HEADER;
  for (let offset = 0, id = 1; offset === 0 || offset < body.length; offset += room, id += 1) {
    const part = body.subarray(offset, offset + room);
    const header = Buffer.alloc(HEADER);
    header.writeUInt8(type, 0);
    header.writeUInt8(offset + room >= body.length ? LAST : 0, 1);
    header.writeUInt16BE(part.length + HEADER, 2);
    header.writeUInt8(id & 0xff, 6);
    packets.push(header, part);
  }
  return Buffer.concat(packets);
}
