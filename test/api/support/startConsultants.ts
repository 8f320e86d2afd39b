import assert from 'node:assert/strict';
import type {
  ConsultantsApiDeps,
  ConsultantsSettings,
  HandoverCommand,
  HandoverStarters,
} from '../../../api/consultants/deps.ts';
import { consultantsApi } from '../../../api/consultants/integration.ts';
import { strictPoints } from '../../../activities/consultants/strictPoints.ts';
import type { StrictPoints } from '../../../activities/consultants/strictPoints.ts';
import type { HandoverStanding } from '../../../rules/consultants/handoverStanding.ts';
import { defaultPattern } from '../../../rules/consultants/protocolPattern.ts';
import { defaultTurnPolicy } from '../../../rules/consultants/turnPolicy.ts';
import { loadConfig } from '../../../schemas/config.ts';
import type { FieldFault } from '../../../schemas/pydantic1.ts';
import type { Store } from '../../../stores/open.ts';
import { startApi } from './startApi.ts';
import type { Answer, Api, ApiOptions, CallOptions } from './startApi.ts';

export const SHARED_KEY = 'a-shared-key-of-the-replaced-service';
export const NOON = '2026-11-21T12:00:00.123Z';

/** {@link NOON} as clients of the replaced service read it. */
export const WRITTEN = '2026-11-21T12:00:00.123000+00:00';

/** A consultant who can be chosen. */
export const ana = {
  nome: 'Ana Souza',
  email: 'ana@example.com',
  telefone: '+5511999998888',
  idiomas: ['pt', 'en'],
  status_ativo: true,
  status_ativo_sequencial: true,
  status_online: true,
  id_pipedrive: 77,
};

/** All of them as meant, or all as seen. */
export const points = (asSeen: boolean): StrictPoints =>
  strictPoints(loadConfig({ CONSULTANTS_STRICT: String(asSeen) }));

export const standing: HandoverStanding = {
  number: '#00001',
  phase: 'accepted',
  outcome: null,
  offerNo: 1,
  consultantId: 1,
  requestedAt: NOON,
  since: NOON,
  expiresAt: null,
  dueAt: null,
  reminded: false,
  excluded: [],
  ring: 0,
  callBackPromised: false,
  choice: null,
  push: { state: 'off', reason: null },
};

interface Options extends Partial<Omit<ConsultantsSettings, 'strict'>> {
  strict?: Partial<StrictPoints>;
  starters?: Partial<HandoverStarters>;
  /** Stands in for parts of the store. */
  store?: Partial<ConsultantsApiDeps['store']>;
  api?: ApiOptions;
}

export interface ConsultantsServer extends Api {
  /** Thrown by whatever the store is asked next, until it is null again. */
  failWith(error: Error | null): void;
  /** Lines of 3.5. */
  readonly lines: string[];
  readonly told: [number: string, command: HandoverCommand][];
  /** Asks the drop-in API with the shared key, unless the headers say otherwise. */
  ask(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Status and JSON. */
  answerTo(method: string, path: string, body?: unknown): Promise<[status: number, json: Answer['json']]>;
  /** The only fault of a 422. */
  fault(method: string, path: string, body?: unknown): Promise<FieldFault>;
  /** Makes an eligible consultant over HTTP. */
  hire(fields?: object): Promise<{ id: number }>;
  clock(at: string): void;
}

/** A store whose every method throws what `failure` gives, when it gives something. */
const failing = <T extends object>(store: T, failure: () => Error | null): T =>
  new Proxy(store, {
    get: (target, name) => {
      const error = failure();
      return error ? () => Promise.reject(error) : Reflect.get(target, name);
    },
  });

/** The API with consultants, on a free port. */
export async function startConsultants({
  strict,
  starters,
  store,
  api,
  ...settings
}: Options = {}): Promise<ConsultantsServer> {
  let failure: Error | null = null;
  const lines: string[] = [];
  const told: ConsultantsServer['told'] = [];
  let at = NOON;
  const now = () => new Date(at);
  const all = { ...points(false), ...strict };
  const integration = (real: Store) =>
    consultantsApi({
      store: failing({ ...real.consultants, ...store }, () => failure),
      alerts: real.alerts,
      outbox: real.outbox,
      starters: {
        tell: async (number, command) => (told.push([number, command]), standing),
        live: async () => null,
        ...starters,
      },
      settings: {
        strict: all,
        turnPolicy: { ...defaultTurnPolicy, languageMode: all.language ? 'strict' : 'tolerant' },
        numbering: () => ({ pattern: defaultPattern, day: '2026-11-21' }),
        lease: false,
        heartbeatSeconds: 0,
        numberNeedsActive: true,
        unassigned: null,
        aliases: false,
        sharedKey: SHARED_KEY,
        requestsPerMinute: 0,
        origins: '*',
        ...settings,
      },
      now,
      writeLine: (line) => lines.push(line),
    });
  const served = await startApi({ now, ...api, extra: (real) => [integration(real)] });
  const ask: ConsultantsServer['ask'] = (method, path, { headers, ...options } = {}) =>
    served.call(method, `/consultants${path}`, { ...options, headers: { 'api-key': SHARED_KEY, ...headers } });
  return {
    ...served,
    failWith: (error) => void (failure = error),
    lines,
    told,
    ask,
    async answerTo(method, path, body) {
      const { status, json } = await ask(method, path, { body });
      return [status, json];
    },
    async fault(method, path, body) {
      const { status, json, text } = await ask(method, path, { body });
      assert.equal(status, 422, text);
      assert.equal(json.detail.length, 1, text);
      return json.detail[0];
    },
    hire: async (fields = {}) =>
      (await ask('POST', '/consultor', { body: { nome: 'Ana', idiomas: ['pt'], status_online: true, ...fields } }))
        .json,
    clock: (next) => void (at = next),
  };
}
