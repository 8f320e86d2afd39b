import assert from 'node:assert/strict';
import { createOfferWaiting } from '../../../activities/consultants/offerWaiting.ts';
import { defaultHandoverPolicy } from '../../../rules/consultants/handoverState.ts';
import { defaultTurnPolicy } from '../../../rules/consultants/turnPolicy.ts';
import type { ConsultantRow, HandoverRow } from '../../../stores/consultants/contract.ts';

const AT = '2026-03-01T12:00:00.000Z';

const person = (change: Partial<ConsultantRow> = {}): ConsultantRow => ({
  id: 7,
  name: 'Ana',
  email: null,
  phone: null,
  languages: ['pt'],
  active: true,
  inRotation: true,
  online: true,
  pipedriveId: null,
  lastOfferedAt: null,
  serviceEndedAt: null,
  capacity: null,
  presenceUntil: null,
  notRespondingSince: null,
  version: 1,
  createdAt: AT,
  updatedAt: AT,
  ...change,
});

const waiting = (number: string, secondsAgo: number, language = 'pt'): HandoverRow => ({
  protocolId: 1,
  number,
  language,
  phase: 'waiting',
  outcome: null,
  offerNo: 1,
  consultantId: null,
  requestedAt: new Date(Date.parse(AT) - secondsAgo * 1_000).toISOString(),
  updatedAt: AT,
  callBackPromised: false,
});

interface World {
  readonly who?: ConsultantRow | null;
  readonly queue: readonly HandoverRow[];
  /** Whom each hand-over gets; those not named get the person. */
  readonly gets?: Readonly<Record<string, number | null>>;
  readonly load?: number;
  readonly rings?: typeof defaultHandoverPolicy.rings;
}

/** Whom it asked, in order. */
async function askedBy({ who = person(), queue, gets = {}, load = 0, rings = [] }: World): Promise<string[]> {
  const asked: string[] = [];
  const offerWaiting = createOfferWaiting({
    store: {
      consultant: async () => who,
      waitingHandovers: async () => queue,
      openLoad: async () => new Map([[7, load]]),
    },
    settings: { turn: { ...defaultTurnPolicy, respectCapacity: true }, handover: { ...defaultHandoverPolicy, rings } },
    ask: async (number) => {
      asked.push(number);
      return number in gets ? (gets[number] ?? null) : 7;
    },
    now: () => new Date(AT),
  });
  await offerWaiting(7);
  return asked;
}

describe('offerWaiting', () => {
  it('D-25: whoever becomes available gets the oldest request that they can serve, and no younger one', async () => {
    const queue = [waiting('#3', 30, 'en'), waiting('#2', 20), waiting('#1', 10)];
    assert.deepEqual(await askedBy({ queue }), ['#2']);
  });

  it('D-25: a request that found somebody else, or nobody, or has ended, leaves them to the next', async () => {
    const queue = [waiting('#1', 30), waiting('#2', 20), waiting('#3', 10)];
    assert.deepEqual(await askedBy({ queue, gets: { '#1': null, '#2': 5 } }), ['#1', '#2', '#3']);
  });

  it('D-23: they get as many as they have room for', async () => {
    const queue = [waiting('#1', 40), waiting('#2', 30), waiting('#3', 20), waiting('#4', 10)];
    assert.deepEqual(await askedBy({ who: person({ capacity: 3 }), load: 1, queue }), ['#1', '#2']);
    assert.deepEqual(await askedBy({ who: person({ capacity: 1 }), load: 1, queue }), []);
  });

  it('D-41: a request whose language is relaxed by now counts as relaxed', async () => {
    const rings = [{ afterSeconds: 25, languages: 'any' as const }];
    assert.deepEqual(await askedBy({ queue: [waiting('#1', 30, 'en'), waiting('#2', 20)], rings }), ['#1']);
  });

  it('D-25: nobody is asked for somebody who is gone again, or deleted', async () => {
    const queue = [waiting('#1', 30)];
    assert.deepEqual(await askedBy({ who: person({ online: false }), queue }), []);
    assert.deepEqual(await askedBy({ who: null, queue }), []);
  });
});
