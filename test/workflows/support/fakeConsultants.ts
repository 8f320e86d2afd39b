import type { ConsultantActivities } from '../../../activities/consultants/index.ts';
import type { HandoverInput, HandoverSettings } from '../../../rules/consultants/handoverRun.ts';
import { defaultHandoverPolicy, type HandoverPolicy } from '../../../rules/consultants/handoverState.ts';
import type { TurnChoice } from '../../../rules/consultants/turn.ts';
import { defaultTurnPolicy } from '../../../rules/consultants/turnPolicy.ts';
import type { Asked } from './fakeCalls.ts';

/** A policy in which everybody is asked and nothing is due for a day, but for what a test changes. */
export const policy = (change: Partial<HandoverPolicy> = {}): HandoverPolicy => ({
  ...defaultHandoverPolicy,
  acceptSeconds: 86_400,
  ...change,
});

export const choiceOf = (chosen: number | null): TurnChoice => ({
  chosen,
  matched: chosen === null ? null : 'exact',
  waitingSince: chosen === null ? null : '2026-03-01T09:00:00.000Z',
  ruleVersion: 'turn-1',
  considered: 3,
  eligible: chosen === null ? 0 : 2,
  passedOver: [{ id: 3, reason: 'offline' }],
  counts: { offline: 1 },
});

export interface InputOptions extends Partial<Omit<HandoverInput, 'settings'>> {
  readonly policy?: HandoverPolicy;
  readonly push?: HandoverSettings['push'];
}

/** A hand-over of #00001 that consultant 1 was chosen for just now, with a lease. */
export const handoverOf = ({
  policy: handover = policy(),
  push = null,
  ...change
}: InputOptions = {}): HandoverInput => ({
  number: '#00001',
  requestedAt: new Date().toISOString(),
  consultantId: 1,
  leased: true,
  choice: choiceOf(1),
  settings: { turn: defaultTurnPolicy, handover, push },
  ...change,
});

export interface FakeConsultants {
  readonly activities: ConsultantActivities;
  readonly asked: readonly Asked[];
  inputsOf<Name extends keyof ConsultantActivities>(name: Name): Parameters<ConsultantActivities[Name]>[0][];
  /** Open leases: who holds the one of which offer. */
  readonly leases: ReadonlyMap<number, number>;
  /** Phases that were written down, in order. */
  phases(): string[];
}

export interface FakeOptions extends Partial<ConsultantActivities> {
  /** Whom the store offers next, one after the other; then nobody. */
  readonly offers?: readonly (number | null)[];
  /** Who holds the lease of the first offer; null = nobody. @default 1 */
  readonly first?: number | null;
}

/** The activities of consultants without store and vendor: they keep the leases and record what they were asked. */
export function fakeConsultants({ offers = [], first = 1, ...scripted }: FakeOptions = {}): FakeConsultants {
  const asked: Asked[] = [];
  const leases = new Map<number, number>(first === null ? [] : [[1, first]]);
  const next = [...offers];
  const activities: ConsultantActivities = {
    async offerNext({ offerNo }) {
      const consultantId = next.shift() ?? null;
      if (consultantId !== null) leases.set(offerNo, consultantId);
      return { consultantId, choice: choiceOf(consultantId) };
    },
    releaseLease: async ({ offerNo }) => void leases.delete(offerNo),
    recordHandover: async () => undefined,
    remind: async () => undefined,
    promiseCallBack: async () => undefined,
    recordPush: async () => undefined,
    pushToPipedrive: async () => ({ kind: 'pushed' }),
    ...scripted,
  };
  const recorded = Object.entries(activities).map(([activity, run]) => [
    activity,
    (input: never) => {
      asked.push({ activity, input });
      return run(input);
    },
  ]);
  const inputsOf: FakeConsultants['inputsOf'] = (name) =>
    asked.filter(({ activity }) => activity === name).map(({ input }) => input) as Parameters<
      ConsultantActivities[typeof name]
    >[0][];
  return {
    activities: Object.fromEntries(recorded) as ConsultantActivities,
    asked,
    inputsOf,
    leases,
    phases: () => inputsOf('recordHandover').map(({ state }) => state.phase),
  };
}
