import type { Request } from 'express';
import { readPythonJson } from '../../schemas/pythonJson.ts';
import { Refusal, unprocessable } from './refusal.ts';

const LIMIT_BYTES = 256 * 1024;
const MANY = 1_000;
const JSON_TYPE = /^\s*application\/(?:[^;/]*\+)?json\s*(?:;|$)/i;

const unreadable = () => new Refusal(400, 'There was an error parsing the body');
const tooLarge = () => new Refusal(413, 'Request Entity Too Large');

/** All bytes of a body, taken as they are whatever coding is named: FastAPI undoes none. */
function bytesOf(request: Request): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  if (Number(request.get('content-length') ?? 0) > LIMIT_BYTES) reject(tooLarge());
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    // What comes beyond the limit is thrown away, so that the answer arrives and the connection can go on.
    if (size > LIMIT_BYTES) return reject(tooLarge());
    chunks.push(chunk);
    // Very many small pieces would take many times the memory of what is in them.
    if (chunks.length === MANY) chunks.splice(0, MANY, Buffer.concat(chunks));
  });
  request.once('end', () => resolve(Buffer.concat(chunks)));
  request.once('close', () => reject(unreadable())); // the client went away in the middle of it
  return promise;
}

/** Which encoding of JSON the bytes are in, by how they begin, as Python finds it out. */
function encodingOf(bytes: Buffer): string {
  const [first, second] = bytes;
  if (bytes.length % 2 === 1) return 'utf-8';
  if (first === 0 || (first === 0xfe && second === 0xff)) return 'utf-16be';
  return second === 0 || (first === 0xff && second === 0xfe) ? 'utf-16le' : 'utf-8';
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(); // bytes that are no text
  }
}

/**
 * The body as FastAPI takes it: JSON unless its media type says otherwise, and then it is no object whatever it holds.
 * @returns undefined when there is none
 * @throws Refusal 422 for malformed JSON, with the decoder's words and the whole body (3.2); 400, 413
 */
export async function readBody(request: Request): Promise<unknown> {
  const bytes = await bytesOf(request);
  if (bytes.length === 0) return undefined;
  const type = request.get('content-type');
  if (type && !JSON_TYPE.test(type)) return bytes.toString('latin1');
  const read = readPythonJson(decode(bytes));
  if (read.ok) return read.value;
  if (read.fault === null) throw unreadable();
  const { msg, pos, lineno, colno } = read.fault;
  throw unprocessable({
    loc: ['body', pos],
    msg: `${msg}: line ${lineno} column ${colno} (char ${pos})`,
    type: 'value_error.jsondecode',
    ctx: { ...read.fault },
  });
}
