import { Agent, get } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Client {
  /** @throws when the connection breaks before the answer is whole, or nothing comes for ten seconds */
  get(port: number, path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): void;
}

const PATIENCE_MS = 10_000;

/** The least of an HTTP client, over connections that are kept: what is measured is the server. */
export function createClient(): Client {
  // With a time-out of its own it heeds the server's, and uses no connection again that the server is about to close.
  const agent = new Agent({ keepAlive: true, timeout: PATIENCE_MS });
  return {
    get: (port, path, headers = {}) =>
      new Promise((resolve, reject) => {
        const request = get({ agent, host: '127.0.0.1', port, path, headers, timeout: PATIENCE_MS }, (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => (text += part));
          response.on('error', reject);
          response.on('end', () => {
            try {
              resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Answer['body'] });
            } catch (error) {
              reject(error as Error);
            }
          });
        });
        request.on('timeout', () => request.destroy(new Error('No answer in time.')));
        request.on('error', reject);
      }),
    close: () => agent.destroy(),
  };
}
