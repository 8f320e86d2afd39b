import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Pacing, Reply } from './reply.ts';

/** Timers fire up to a millisecond late, and an answer takes another half to be made and sent. */
const TIMER_LATE_MS = 1.5;

/** Never keeps a stopped simulator alive. */
const pause = (ms: number) => wait(Math.max(0, ms - TIMER_LATE_MS), undefined, { ref: false });

const piece = async (response: ServerResponse, bytes: Buffer) => {
  if (response.write(bytes) || response.destroyed) return;
  await new Promise<void>((resolve) => {
    response.once('drain', resolve).once('close', resolve);
  });
};

/** Sends a body in pieces, slowly, or not to its end. */
const sendPaced = async (response: ServerResponse, reply: Reply, pacing: Pacing): Promise<void> => {
  if (pacing.firstByteMs) await pause(pacing.firstByteMs);
  if (pacing.never || response.destroyed) return;
  if (pacing.resetAfterBytes === 0) return void response.socket?.resetAndDestroy();
  response.writeHead(reply.status, { 'content-length': reply.body.length, ...reply.headers });
  if (!pacing.chunkBytes && pacing.resetAfterBytes === undefined) return void response.end(reply.body);
  const end = Math.min(pacing.resetAfterBytes ?? reply.body.length, reply.body.length);
  const step = pacing.chunkBytes ?? Math.max(end, 1);
  for (let at = 0; at < end && !response.destroyed; at += step) {
    if (at > 0 && pacing.gapMs) await pause(pacing.gapMs);
    await piece(response, reply.body.subarray(at, Math.min(at + step, end)));
  }
  if (pacing.resetAfterBytes === undefined) response.end();
  // Ending the socket first lets the bytes written so far arrive: the reader sees a cut body, not a lost one.
  else response.socket?.destroySoon();
};

/** Writes an answer. Fails only by the connection's own errors, which concern nobody but the reader. */
export const send = async (response: ServerResponse, reply: Reply): Promise<void> => {
  if (reply.pacing) return sendPaced(response, reply, reply.pacing);
  response.writeHead(reply.status, { 'content-length': reply.body.length, ...reply.headers });
  response.end(reply.body);
};
