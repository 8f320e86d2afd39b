import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

const CHUNK_BYTES = 256 * 1024;
const LINE_FEED = 0x0a;

/**
 * The lines of a gzipped file as bytes, without their ends, one at a time. What follows the last line end is a line too.
 * @throws what the file system or zlib says
 */
export async function* linesIn(file: string): AsyncGenerator<Buffer> {
  const text = createGunzip({ chunkSize: CHUNK_BYTES });
  // A failure of either stream is the failure of `text`, which is met below.
  pipeline(createReadStream(file, { highWaterMark: CHUNK_BYTES }), text, () => {});
  let begun: Buffer[] = [];
  for await (const chunk of text as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, at)]);
      begun = [];
      from = at + 1;
    }
    begun.push(chunk.subarray(from));
  }
  const rest = Buffer.concat(begun);
  if (rest.length > 0) yield rest;
}
