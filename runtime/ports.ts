import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';

/** A port that something else listens on; the message names it and its setting. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

/** `count` ports that nothing listens on, all different. */
export async function freePorts(count: number, host = '127.0.0.1'): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0, host)));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(close));
  return ports;
}

/** One port that nothing listens on. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const [port] = await freePorts(1, host);
  if (port === undefined) throw new Error('the system gave no port');
  return port;
}

/**
 * The port of a setting: itself when it is free, any free one for 0.
 * @throws PortInUseError naming the port and the setting
 */
export async function claimPort(setting: string, port: number, host = '127.0.0.1'): Promise<number> {
  if (port === 0) return freePort(host);
  try {
    await close(await listen(port, host));
    return port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new PortInUseError(`Port ${port} (${setting}) is in use; free it or set ${setting}.`, { cause: error });
  }
}

async function listen(port: number, host: string): Promise<Server> {
  const server = createServer().listen({ port, host, exclusive: true });
  await once(server, 'listening');
  return server;
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
