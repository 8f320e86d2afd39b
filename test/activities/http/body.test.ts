import assert from 'node:assert/strict';
import { readBytes } from '../../../activities/http/body.ts';

describe('reading the body of an answer', () => {
  it('C-3, 5.3: ends at the abort even when the body itself does not hear of it', async () => {
    const endless = new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(16)) }));
    const controller = new AbortController();
    let pieces = 0;
    const read = readBytes(endless, controller.signal, () => {
      if (++pieces === 3) controller.abort(new Error('too slow'));
    });
    await assert.rejects(read, /too slow/);
  });

  it('C-3, 5.3: ends at the abort while nothing comes', async () => {
    const silent = new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }));
    const controller = new AbortController();
    const read = readBytes(silent, controller.signal, () => undefined);
    controller.abort(new Error('silent for too long'));
    await assert.rejects(read, /silent for too long/);
  });

  it('5.3: an answer without an end is not read to the end', async () => {
    let taken = 0;
    const pull = (controller: ReadableStreamDefaultController) => controller.enqueue(new Uint8Array(16).fill(++taken));
    const endless = new Response(new ReadableStream({ pull }));
    const { signal } = new AbortController();
    await assert.rejects(
      readBytes(endless, signal, () => undefined, 40),
      { name: 'BodyTooLargeError', message: 'more than 40 bytes' },
    );
    assert.ok(taken < 10);
  });
});
