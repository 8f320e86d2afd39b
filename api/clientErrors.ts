import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

const STATUSES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what never becomes a request (broken HTTP, headers or addresses over 16 kB) with a problem document too. */
export function answerClientErrors(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const line = STATUSES[error.code ?? ''] ?? '400 Bad Request';
    const status = Number(line.slice(0, 3));
    const title = line.slice(4);
    const body = JSON.stringify({ type: `urn:plantao:problem:http-${status}`, title, status, detail: title });
    socket.end(
      `HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
}
