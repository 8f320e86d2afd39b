import { startServer } from '../support/server.ts';
import { serveControl } from './control.ts';
import type { FaultRules } from './faults.ts';
import type { JournalEntry } from './journal.ts';
import { API_PATH } from './request.ts';
import { Simulator } from './simulator.ts';
import { truthOf, type Truth, type TruthQuestion } from './truth.ts';
import { serveVendor } from './vendor.ts';
import type { WorldInput } from './world.ts';

export interface DialerOptions {
  /** 0 = any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Same seed, same calls. */
  readonly seed?: number;
  readonly world?: WorldInput;
  /** The only token of the table, instead of the world's. */
  readonly token?: string;
  /** Memory for finished bodies, in megabytes. */
  readonly cacheMb?: number;
}

/** A running simulator with its control, for tests in the same process. */
export interface Dialer {
  /** The vendor's API, `http://host:port/api/v1`. */
  readonly baseUrl: string;
  /** Where the control routes (`/__…`) are. */
  readonly controlUrl: string;
  readonly port: number;
  setWorld(world: WorldInput): void;
  setTokens(tokens: WorldInput['tokens']): void;
  setFaults(rules: FaultRules): void;
  /** Freezes the account's clock at an ISO instant, or lets it run on from there; null = real time. */
  setClock(now: string | null, running?: boolean): void;
  /** Requests with a number above `since`, oldest first. */
  journal(since?: number): JournalEntry[];
  clearJournal(): void;
  truth(question: TruthQuestion): Truth;
  reset(): void;
  /** Stops at once; open connections are cut. */
  close(): Promise<void>;
}

/** Starts the simulated 3C Plus dialer. Rejects when the port is taken or the world makes no sense. */
export const startDialer = async (options: DialerOptions = {}): Promise<Dialer> => {
  const { port = 0, host = '127.0.0.1', seed = 1, world = {}, token, cacheMb = 600 } = options;
  const sim = new Simulator({ seed, cacheMb, world: token === undefined ? world : { ...world, tokens: [token] } });
  const server = await startServer(port, host, (incoming, response, arrival) => {
    const baseUrl = arrival.origin + API_PATH;
    return incoming.url?.startsWith(`${API_PATH}/`)
      ? serveVendor(sim, incoming, response, { ...arrival, baseUrl })
      : serveControl(sim, incoming, response, baseUrl);
  });
  return {
    baseUrl: server.origin + API_PATH,
    controlUrl: server.origin,
    port: server.port,
    setWorld: (input) => sim.setWorld(input),
    setTokens: (tokens) => sim.setTokens(tokens),
    setFaults: (rules) => sim.setFaults(rules),
    setClock: (now, running) => sim.clock.set(now, running),
    journal: (since) => sim.journal.since(since),
    clearJournal: () => sim.journal.clear(),
    truth: (question) => truthOf(sim, question),
    reset: () => sim.reset(),
    close: server.close,
  };
};
