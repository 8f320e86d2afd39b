import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../../../bench/support/child.ts';
import { freePorts } from '../../../runtime/ports.ts';
import { SHARED_KEY } from '../../api/support/startConsultants.ts';

export interface Heard {
  readonly status: number;
  readonly requestId: string;
  readonly json: Record<string, unknown>;
}

export interface Asking {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** API processes on one database, each with a home of its own, and without Temporal. */
export interface Replicas {
  readonly servers: readonly Child[];
  /** Of their database. */
  readonly url: string;
  /** Asks `/consultants` of one of them, over connections that are kept. @throws when the connection breaks */
  ask(server: number, path: string, asking?: Asking): Promise<Heard>;
  /** What they have written to their terminals, line by line. */
  lines(): string[];
  stop(): Promise<void>;
}

interface ReplicaOptions {
  /** Of a database that is there; a SQLite file of their own without it. */
  readonly url?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly nodeFlags?: readonly string[];
}

/** Two of them; none is started, and there is no database yet. */
export async function prepareReplicas(options: ReplicaOptions = {}): Promise<Replicas> {
  const folder = mkdtempSync(join(tmpdir(), 'plantao-replicas-'));
  const { url = `sqlite:${join(folder, 'shared.db')}`, settings = {}, nodeFlags = [] } = options;
  const [nothing, ...ports] = await freePorts(3);
  const servers = ports.map((port) => {
    const home = join(folder, String(port));
    mkdirSync(home);
    const env = {
      PLANTAO_HOME: home,
      DATABASE_URL: url,
      AUTHENTICATION_API_KEY: SHARED_KEY,
      API_PORT: String(port),
      TEMPORAL_ADDRESS: `127.0.0.1:${nothing}`,
      WORKER_METRICS_PORT: '0',
      LOG_LEVEL: 'warn',
      ...settings,
    };
    return new Child({ name: 'api', script: 'api/main.ts', env, folder: home, nodeFlags, ready: 'ipc' });
  });
  const agent = new Agent({ keepAlive: true });

  return {
    servers,
    url,
    ask: (server, path, { method = 'GET', body, headers = {} } = {}) =>
      new Promise((resolve, reject) => {
        const known = { 'api-key': SHARED_KEY, 'content-type': 'application/json', ...headers };
        const where = { agent, host: '127.0.0.1', port: ports[server], method, path: `/consultants${path}` };
        const asking = request({ ...where, headers: known }, (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => (text += part));
          response.on('error', reject);
          response.on('end', () => {
            const { statusCode: status = 0, headers: heard } = response;
            resolve({ status, requestId: String(heard['x-request-id']), json: JSON.parse(text) as Heard['json'] });
          });
        });
        asking.on('error', reject);
        asking.end(body === undefined ? undefined : JSON.stringify(body));
      }),
    lines: () =>
      ports.flatMap((port) =>
        readFileSync(join(folder, String(port), 'api.out'), 'utf8')
          .trim()
          .split('\n'),
      ),
    async stop() {
      agent.destroy();
      await Promise.all(servers.map((server) => server.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
