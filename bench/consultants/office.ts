import { freePort } from '../../runtime/ports.ts';
import type { RotaEntry } from '../../rules/consultants/historyTurns.ts';
import { Child } from '../support/child.ts';
import { startProduct, type Product } from '../support/product.ts';
import type { Ask } from './asks.ts';
import type { Answer, Client } from './client.ts';

const PEOPLE = 20;
/** One in so many speaks English too. */
const ENGLISH_EVERY = 4;
const API_KEY = 'bench-key-of-the-old-service';
const SETTINGS = { WORKER_INTEGRATIONS: 'consultants', AUTHENTICATION_API_KEY: API_KEY };

/** The product with two API processes on one store, and a team that is always there. */
export interface Office {
  readonly product: Product;
  readonly apis: readonly Child[];
  /** Everybody, in the order of their turns at the beginning. */
  readonly rota: readonly RotaEntry[];
  /** One request to one of the APIs, in turn. */
  ask(client: Client, n: number, ask: Ask, idempotencyKey?: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** @param settings on top of those of every office */
export async function openOffice(settings: Readonly<Record<string, string>> = {}): Promise<Office> {
  const product = await startProduct({ settings: { ...SETTINGS, ...settings } });
  const port = await freePort();
  const api = new Child({
    env: { ...product.env, API_PORT: String(port) },
    folder: `${product.folder}/logs`,
    name: 'api-2',
    script: 'api/main.ts',
    ready: 'ipc',
  });
  const ports = [product.config.API_PORT, port] as const;
  const stop = async () => {
    await api.stop();
    await product.stop();
  };
  try {
    const [rota] = await Promise.all([hire(product), api.start()]);
    return {
      product,
      apis: [product.api, api],
      rota,
      ask: (client, n, { path }, idempotencyKey) =>
        client.get(n % 2 === 0 ? ports[0] : ports[1], `/consultants${path}`, {
          'api-key': API_KEY,
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function hire({ store }: Product): Promise<RotaEntry[]> {
  const rota: RotaEntry[] = [];
  for (let i = 1; i <= PEOPLE; i++) {
    const fields = {
      name: `Consultora ${i}`,
      email: null,
      phone: null,
      languages: i % ENGLISH_EVERY === 0 ? ['pt', 'en'] : ['pt'],
      active: true,
      inRotation: true,
      online: true,
      pipedriveId: null,
    };
    const caller = { actor: 'bench', at: new Date().toISOString(), emails: 'folded' } as const;
    const created = await store.consultants.createConsultant(fields, caller);
    if (created.kind !== 'done') throw new Error(`Nobody was created: ${created.kind}`);
    rota.push(created.row);
  }
  return rota;
}
