import { startServer } from '../support/server.ts';
import { serveControl } from './control.ts';
import type { FaultRules } from './faults.ts';
import type { JournalEntry } from './journal.ts';
import { Simulator } from './simulator.ts';
import { truthOf, type ProtocolTruth } from './truth.ts';
import { API_PATH } from './turn.ts';
import { serveVendor } from './vendor.ts';
import type { WorldInput } from './world.ts';

export interface PipedriveOptions {
  /** 0 = any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Same seed, same draws. */
  readonly seed?: number;
  readonly world?: WorldInput;
  /** The only token, instead of the world's. */
  readonly token?: string;
}

/** A running simulator with its control, for tests in the same process. */
export interface Pipedrive {
  /** The vendor's API, `http://host:port/api/v1`. */
  readonly baseUrl: string;
  /** Where the control routes (`/__…`) are. */
  readonly controlUrl: string;
  readonly port: number;
  setWorld(world: WorldInput): void;
  setFaults(rules: FaultRules): void;
  /** Freezes the account's clock at an ISO instant, or lets it run on from there; null = real time. */
  setClock(now: string | null, running?: boolean): void;
  /** Requests with a number above `since`, oldest first. */
  journal(since?: number): JournalEntry[];
  /** What has become of each protocol number. */
  truth(): Record<string, ProtocolTruth>;
  reset(): void;
  /** Stops at once; open connections are cut. */
  close(): Promise<void>;
}

/**
 * Starts the simulated Pipedrive: REST v1 in small, its shape assumed (specs/consultants.md 6). `GET /users/me`,
 * `/deals/search`; `GET` and `POST` of `/deals`, `/activities`, `/notes`; `GET`, `PUT` and `DELETE` of one of them. The token
 * is the header `x-api-token` or the parameter `api_token`; every answer is `{ success, data, additional_data }` and has
 * `x-ratelimit-limit`, `-remaining` and `-reset`. Rejects when the port is taken or the world makes no sense.
 */
export const startPipedrive = async (options: PipedriveOptions = {}): Promise<Pipedrive> => {
  const { port = 0, host = '127.0.0.1', seed = 1, world = {}, token } = options;
  const sim = new Simulator(seed, token === undefined ? world : { ...world, tokens: [token] });
  const server = await startServer(port, host, (incoming, response) =>
    incoming.url?.startsWith(`${API_PATH}/`)
      ? serveVendor(sim, incoming, response)
      : serveControl(sim, incoming, response),
  );
  return {
    baseUrl: server.origin + API_PATH,
    controlUrl: server.origin,
    port: server.port,
    setWorld: (input) => sim.setWorld(input),
    setFaults: (rules) => sim.setFaults(rules),
    setClock: (now, running) => sim.clock.set(now, running),
    journal: (since) => sim.journal.since(since),
    truth: () => truthOf(sim),
    reset: () => sim.reset(),
    close: server.close,
  };
};
