import type { IncomingMessage } from 'node:http';

/** The whole body of a small request. */
export const readBody = async (incoming: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
};
