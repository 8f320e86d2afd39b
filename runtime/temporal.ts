import { Client, Connection } from '@temporalio/client';
import type { Config } from '../schemas/config.ts';

/** Address of the Temporal service: a configured one, or the server that `npm start` runs. */
export const temporalAddress = ({
  TEMPORAL_ADDRESS,
  TEMPORAL_PORT,
}: Pick<Config, 'TEMPORAL_ADDRESS' | 'TEMPORAL_PORT'>): string => TEMPORAL_ADDRESS ?? `127.0.0.1:${TEMPORAL_PORT}`;

/** A caller waits at most this long for Temporal: the client itself knows no limit. */
const CALL_TIMEOUT_MS = 5_000;

/** No connection to Temporal could be made; the next call tries again. */
export class TemporalUnavailableError extends Error {
  override readonly name = 'TemporalUnavailableError';
}

/** Temporal as a process sees it that must live without it: connected when first asked for, and again after a failure. */
export interface TemporalClient {
  /** Runs `work` with a connected client and a deadline. @throws what the client throws, also when the server is away */
  use<T>(work: (client: Client) => Promise<T>, timeoutMs?: number): Promise<T>;
  /** Asks the server whether it serves our namespace. */
  check(): Promise<void>;
  close(): Promise<void>;
}

type TemporalConfig = Pick<Config, 'TEMPORAL_ADDRESS' | 'TEMPORAL_PORT' | 'TEMPORAL_NAMESPACE'>;

export function createTemporalClient(config: TemporalConfig): TemporalClient {
  let connecting: Promise<Client> | undefined;

  const connect = async (): Promise<Client> => {
    const connection = await Connection.connect({ address: temporalAddress(config), connectTimeout: CALL_TIMEOUT_MS });
    return new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  };
  const client = (): Promise<Client> => {
    // A failed attempt is forgotten, so that the next call tries again.
    connecting ??= connect().catch((error: unknown) => {
      connecting = undefined;
      throw new TemporalUnavailableError(`Temporal cannot be reached at ${temporalAddress(config)}`, { cause: error });
    });
    return connecting;
  };

  return {
    async use(work, timeoutMs = CALL_TIMEOUT_MS) {
      const connected = await client();
      return connected.connection.withDeadline(Date.now() + timeoutMs, () => work(connected));
    },
    async check() {
      await this.use(({ connection }) =>
        connection.workflowService.describeNamespace({ namespace: config.TEMPORAL_NAMESPACE }),
      );
    },
    async close() {
      const connected = await connecting?.catch(() => undefined);
      await connected?.connection.close();
    },
  };
}
