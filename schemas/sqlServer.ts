import { z } from 'zod';

/** Where a SQL Server listens. Without a port it is the usual one, or the one that its browser service tells. */
export interface SqlServerAddress {
  readonly host: string;
  readonly port?: number;
  readonly instanceName?: string;
}

const ADDRESS =
  /^(?:tcp:)?(?<host>\[[\da-f:.]+\]|\(local\)|[\w.-]+)(?:\\(?<instance>[\w$#]+))?(?:,\s*(?<port>\d{1,5}))?$/i;
const THIS_MACHINE = new Set(['.', '(local)']);
const LARGEST_PORT = 65_535;

/** As the tools of SQL Server take it. A port makes the name of an instance idle, as it does for them. */
function parseAddress(text: string): SqlServerAddress | null {
  const { host, instance, port } = ADDRESS.exec(text.trim())?.groups ?? {};
  if (host === undefined || Number(port) === 0 || Number(port) > LARGEST_PORT) return null;
  return {
    host: THIS_MACHINE.has(host.toLowerCase()) ? 'localhost' : host,
    ...(port !== undefined ? { port: Number(port) } : instance !== undefined && { instanceName: instance }),
  };
}

/** `host`, `host,port`, `host\instance` or `tcp:host,port`; an IPv6 address stands in brackets. */
export const sqlServerAddress = z.string().transform((text, context): SqlServerAddress => {
  const address = parseAddress(text);
  if (address !== null) return address;
  context.addIssue({ code: 'custom', message: 'must be host, host,port or host\\instance' });
  return z.NEVER;
});
