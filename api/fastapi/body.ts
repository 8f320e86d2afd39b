import express from 'express';
import type { Request, Response } from 'express';
import { readPythonJson } from '../../schemas/pythonJson.ts';
import { Refusal, unprocessable } from './refusal.ts';

const LIMIT_BYTES = 256 * 1024;
const JSON_TYPE = /^\s*application\/(?:[^;]*\+)?json\s*(?:;|$)/i;

const collect = express.raw({ type: () => true, limit: LIMIT_BYTES, inflate: false });
const decoder = new TextDecoder('utf-8', { fatal: true });

const unreadable = () => new Refusal(400, 'There was an error parsing the body');

/** All bytes of a body; none when there is no body. */
function bytesOf(request: Request, response: Response): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  collect(request, response, (error?: unknown) => {
    const body: unknown = request.body;
    if (error !== undefined) reject(refusalOf(error));
    else resolve(Buffer.isBuffer(body) ? body : Buffer.alloc(0));
  });
  return promise;
}

/** The reader of bodies throws errors with a status; its words are not repeated. */
function refusalOf(error: unknown): unknown {
  const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined;
  if (status === 413) return new Refusal(413, 'Request Entity Too Large');
  if (status === 415) return new Refusal(415, 'Unsupported Media Type');
  return typeof status === 'number' && status < 500 ? unreadable() : error;
}

function decode(bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw unreadable(); // not UTF-8
  }
}

/**
 * The body as FastAPI takes it: JSON unless its media type says otherwise, and then it is no object whatever it holds.
 * @returns undefined when there is none
 * @throws Refusal 422 for malformed JSON, with the decoder's words and the whole body (3.2); 400, 413, 415
 */
export async function readBody(request: Request, response: Response): Promise<unknown> {
  const bytes = await bytesOf(request, response);
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
