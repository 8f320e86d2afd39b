/** Largest answer that is read; the largest page seen in use is about 5 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

/** An answer without a reasonable end; nothing more of it is read. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/**
 * Reads an answer piece by piece, so that a stalled one can be told from a slow one, until it ends or `signal` aborts.
 * @throws the signal's reason; BodyTooLargeError
 */
export async function readBytes(
  response: Response,
  signal: AbortSignal,
  progress: () => void,
  maxBytes = MAX_BYTES,
): Promise<Buffer> {
  if (!response.body) return Buffer.alloc(0);
  const reader = response.body.getReader();
  // A fetch whose request object has been garbage-collected no longer hears its signal: the body would be read for ever.
  // A body that has failed cannot be cancelled, and its failure is what `read` throws.
  const giveUp = () => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const bytes = await readPieces(reader, progress, maxBytes);
    // A body that was cancelled looks like one that has ended.
    signal.throwIfAborted();
    return bytes;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

async function readPieces(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  progress: () => void,
  maxBytes: number,
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    progress();
    if (!value) continue;
    size += value.byteLength;
    if (size > maxBytes) {
      // Whether what nobody wants any more fails in the end is of no interest.
      void reader.cancel().catch(() => undefined);
      throw new BodyTooLargeError(`more than ${maxBytes} bytes`);
    }
    pieces.push(value);
  }
  return pieces.length === 1 && pieces[0]
    ? Buffer.from(pieces[0].buffer, pieces[0].byteOffset, pieces[0].byteLength)
    : Buffer.concat(pieces, size);
}

const strict = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('windows-1252');

/**
 * Text of an answer. JSON is UTF-8 by definition; a server that sends Latin-1 whatever its header says would
 * otherwise cost every accent (simulator case 39), so bytes that are not UTF-8 are read as Latin-1.
 */
export function decode(bytes: Buffer): string {
  try {
    return strict.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return latin1.decode(bytes);
    throw error;
  }
}
