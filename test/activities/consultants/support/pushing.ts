import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { ConsultantError, consultantFailures } from '../../../../activities/consultants/errors.ts';
import { pipedriveRoot } from '../../../../activities/consultants/pipedrive/address.ts';
import { createPipedrive, type Pipedrive } from '../../../../activities/consultants/pipedrive/client.ts';
import { createPushToPipedrive, type PushSettings } from '../../../../activities/consultants/pushToPipedrive.ts';
import { translate } from '../../../../activities/failures.ts';
import type { FaultRules } from '../../../../simulators/pipedrive/faults.ts';
import { startPipedrive } from '../../../../simulators/pipedrive/start.ts';
import type { ConsultantRow, ConsultantStore, ProtocolRow } from '../../../../stores/consultants/contract.ts';

export const TOKEN = 'canary-71c2-token';
export const NUMBER = '#00001';
export const USER = 31;
/** Consultant 5 has the Pipedrive user 31, 6 has none, 404 does not exist. */
export const ASSIGNMENT = { number: NUMBER, consultantId: 5 };
export const NOW_MS = Date.parse('2026-11-20T12:00:00.000Z');
const SETTLE_MS = 60_000;
/** For requests that are answered: long enough for a busy machine. */
const PATIENT_MS = 10_000;
/** For those that are not. */
export const HASTY_MS = 250;

export const store: Pick<ConsultantStore, 'consultant' | 'protocolByNumber'> = {
  async consultant(id) {
    if (id === 404) return null;
    const named = { id, name: 'Maria Canário', email: 'maria@canario.example', phone: '+5511900000000' };
    return { ...named, pipedriveId: id === 6 ? null : USER } as ConsultantRow;
  },
  async protocolByNumber(number) {
    return number === '#00404' ? null : ({ number, createdAt: '2026-11-20T11:58:30.000Z' } as ProtocolRow);
  },
};

/** A fault for the first request that meets its conditions. */
export const once = (name: string, params: object = {}, when: FaultRules[number]['when'] = {}): FaultRules[number] => ({
  switch: name,
  with: { ...params },
  when: { times: 1, ...when },
});

/** Faults that spoil an answer, whatever became of the request: the switch, its parameters, the client's time-out. */
export const SPOILT: readonly [fault: string, params: object, timeoutMs: number][] = [
  ['server-error', { status: 500 }, PATIENT_MS],
  ['server-error', { status: 503 }, PATIENT_MS],
  ['web-page', {}, PATIENT_MS],
  ['no-success', {}, PATIENT_MS],
  ['odd-shape', {}, PATIENT_MS],
  ['connection-cut', {}, PATIENT_MS],
  ['silence', {}, HASTY_MS],
];

/** Faults that spoil an answer after the effect. */
export const SPOILT_AFTER: typeof SPOILT = [
  ['cut-body', {}, PATIENT_MS],
  ['slow', { ms: 60_000 }, HASTY_MS],
];

/** The error that a piece of work ends with. */
export const failureOf = async (work: Promise<unknown>): Promise<ConsultantError> => {
  const error: unknown = await work.then(
    () => assert.fail('did not fail'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ConsultantError, inspect(error));
  return error;
};

/** Fails when anything that may be seen of an error, before or after the activity's border, holds a secret or a person. */
export const assertClean = (error: ConsultantError): void => {
  for (const seen of [error, translate(consultantFailures, error)]) {
    const text = inspect(seen, { depth: Infinity, showHidden: true, getters: true }) + JSON.stringify(seen);
    assert.doesNotMatch(text, /canary|can[aá]rio|start_date|user_id|api_token|\+5511/i);
  }
};

/** A simulated Pipedrive whose clock stands still, and the push to it. */
export const startPushing = async () => {
  const simulator = await startPipedrive({ token: TOKEN });
  let nowMs = NOW_MS;
  const advance = (ms: number) => simulator.setClock(new Date((nowMs += ms)).toISOString());
  const client = (timeoutMs = PATIENT_MS, token = TOKEN) =>
    createPipedrive({ root: pipedriveRoot(simulator.baseUrl, false), token, timeoutMs, now: () => nowMs });
  const pushVia = (pipedrive: Pipedrive, settings: Partial<PushSettings> = {}) =>
    createPushToPipedrive({
      push: { pipedrive, settings: { object: 'activity', settleMs: SETTLE_MS, ...settings } },
      store,
    });
  const truth = () => simulator.truth()[NUMBER] ?? { effects: [], standing: [] };
  return {
    simulator,
    advance,
    client,
    pushVia,
    reset() {
      simulator.reset();
      nowMs = NOW_MS;
      advance(0);
    },
    /** Pushes as a retry policy would: what may pass is tried again when the failure says so, until it is done. */
    async pushUntilDone({ timeoutMs = PATIENT_MS, ...settings }: Partial<PushSettings> & { timeoutMs?: number } = {}) {
      const failures: string[] = [];
      for (let attempt = 1; attempt <= 10; attempt++) {
        try {
          const { kind } = await pushVia(client(timeoutMs), settings)(ASSIGNMENT);
          return { kind, failures };
        } catch (error) {
          assert.ok(error instanceof ConsultantError, inspect(error));
          assert.ok(consultantFailures[error.type].retryable, error.type);
          failures.push(error.type);
          advance(error.retryAfterMs ?? 5_000);
        }
      }
      throw new Error(`never done: ${failures.join(', ')}`);
    },
    /** What was done to the protocol's things, e.g. `created 1`. */
    done: () => truth().effects.map(({ did, id }) => `${did} ${id}`),
    /** Kind and owner of what carries the protocol now. */
    standing: () => truth().standing.map(({ kind, userId }) => [kind, userId]),
    close: simulator.close,
  };
};

export type Pushing = Awaited<ReturnType<typeof startPushing>>;
