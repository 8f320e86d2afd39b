import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { json } from './reply.ts';
import { send } from './send.ts';

/** Where a request came in. */
export interface Arrival {
  /** `http://host:port`. */
  readonly origin: string;
  /** Connections open at this moment. */
  readonly connections: number;
  /** Number of this connection, from 1. */
  readonly connection: number;
}

type Serve = (incoming: IncomingMessage, response: ServerResponse, arrival: Arrival) => Promise<void>;

/** A server that listens. */
export interface Listening {
  /** `http://host:port`. */
  readonly origin: string;
  readonly port: number;
  /** Stops at once; open connections are cut. */
  close(): Promise<void>;
}

const listen = (server: Server, port: number, host: string) =>
  new Promise<AddressInfo>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });

/**
 * Listens, and counts its connections. A request whose service fails is answered 500.
 * @param port 0 = any free port
 * @throws when the port is taken
 */
export const startServer = async (port: number, host: string, serve: Serve): Promise<Listening> => {
  const connections = new Map<Socket, number>();
  let accepted = 0;
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (incoming, response) => {
    // A reader that hangs up in the middle is part of the game.
    response.on('error', () => undefined);
    const arrival = { origin, connections: connections.size, connection: connections.get(incoming.socket) ?? 0 };
    serve(incoming, response, arrival).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else void send(response, json(500, { error: String(error) }));
    });
  });
  server.on('connection', (socket) => {
    connections.set(socket, ++accepted);
    socket.once('close', () => connections.delete(socket));
  });
  const address = await listen(server, port, host);
  const origin = `http://${host}:${address.port}`;
  return {
    origin,
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
};
