import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addPlanned,
  applyControls,
  describeRun,
  initialState,
  isDone,
  nextStep,
  progressOf,
  recordEnd,
  renewalIsSpreading,
  takeNext,
  type EndedWindow,
  type RunState,
  type RunTask,
} from '../../../rules/calls/run.ts';
import type { RowCounts, RunSettings } from '../../../schemas/calls.ts';

const SETTINGS: RunSettings = {
  zone: 'America/Sao_Paulo',
  pageSize: 100,
  windowMinutes: 60,
  overlapMinutes: 5,
  lagMinutes: 60,
  splitRows: 1_000,
  windowConcurrency: 3,
  heartbeatTimeoutSeconds: 20,
};
const FROM = '2026-11-20T00:00:00.000Z';
const TO = '2026-11-20T01:00:00.000Z';

const task = (ordinal: number): RunTask => ({ ordinal, campaign: 5, from: FROM, to: TO, expectedTotal: null });
const rowsOf = (fetched: number): RowCounts => ({
  fetched,
  inserted: fetched,
  updated: 0,
  unchanged: 0,
  quarantined: 0,
  failed: 0,
});
const ended = (ordinal: number, change: Partial<EndedWindow> = {}): EndedWindow => ({
  ordinal,
  state: 'complete',
  parts: [],
  rows: rowsOf(10),
  pages: 2,
  ...change,
});
const running = (...ordinals: number[]): RunState => {
  const state = initialState({ ...SETTINGS, windowConcurrency: ordinals.length });
  addPlanned(state, ordinals.map(task), true);
  while (takeNext(state)) continue;
  return state;
};

/** What happens to one window, and in which order the windows in flight end. */
const scripts = fc.record({
  chunks: fc.array(fc.nat(6), { minLength: 1, maxLength: 5 }),
  concurrency: fc.integer({ min: 1, max: 5 }),
  /** Which of those in flight ends next, how, and into how many parts. */
  ends: fc.array(
    fc.record({
      pick: fc.nat(),
      state: fc.constantFrom<EndedWindow['state'][]>('complete', 'partial', 'failed', 'split'),
      parts: fc.integer({ min: 2, max: 4 }),
      controls: fc.option(fc.record({ concurrency: fc.integer({ min: 1, max: 5 }), paused: fc.boolean() })),
      draining: fc.boolean(),
    }),
    { minLength: 40, maxLength: 40 },
  ),
});

describe('run state', () => {
  it('C-2, C-51: in whatever order windows end, split, pause and drain, each is ended exactly once and the run gets to its end', () => {
    fc.assert(
      fc.property(scripts, ({ chunks, concurrency, ends }) => {
        const state = initialState({ ...SETTINGS, windowConcurrency: concurrency });
        let [ordinals, plannedChunks, events] = [0, 0, 0];
        const seenEnd = new Map<number, number>();
        const splitInto = new Map<number, readonly RunTask[]>();
        const pages = { expected: 0 };
        const endOne = () => {
          const event = ends[events++ % ends.length];
          assert.ok(event);
          const one = state.running[event.pick % state.running.length];
          assert.ok(one);
          // After a while nothing is split any more, or the run would be as long as the test wants.
          const how = event.state === 'split' && events > 30 ? 'complete' : event.state;
          const parts = how === 'split' ? Array.from({ length: event.parts }, () => task(++ordinals)) : [];
          if (how === 'split') splitInto.set(one.ordinal, parts);
          seenEnd.set(one.ordinal, (seenEnd.get(one.ordinal) ?? 0) + 1);
          pages.expected += 2;
          recordEnd(state, ended(one.ordinal, { state: how, parts }));
          if (event.controls) applyControls(state, { ...event.controls, requestsPerSecond: undefined }, 0);
          return event.draining;
        };

        for (let turns = 0; !isDone(state); turns++) {
          assert.ok(turns < 2_000, 'never ends');
          const draining = (ends[events % ends.length]?.draining ?? false) && events <= 30;
          switch (nextStep(state, draining)) {
            case 'end':
              assert.ok(isDone(state) || (draining && state.running.length === 0), 'ended too early');
              // The next history begins where this one ended, with nothing asked of it yet.
              events++;
              continue;
            case 'plan': {
              assert.equal(state.controls.paused, false);
              const size = chunks[plannedChunks++] ?? 0;
              const tasks = Array.from({ length: size }, () => task(++ordinals));
              addPlanned(state, tasks, plannedChunks >= chunks.length);
              break;
            }
            case 'begin': {
              const limit = state.controls.concurrency;
              assert.ok(takeNext(state), 'a step that cannot be taken');
              assert.ok(state.running.length <= limit, 'more windows than allowed');
              break;
            }
            case 'wait':
              if (state.running.length > 0) endOne();
              else {
                assert.ok(state.controls.paused, 'waits for nothing');
                applyControls(state, { paused: false }, 0);
              }
          }
        }

        const all = Array.from({ length: ordinals }, (_, i) => i + 1);
        assert.deepEqual(
          [...seenEnd.keys()].toSorted((a, b) => a - b),
          all,
        );
        assert.ok([...seenEnd.values()].every((times) => times === 1));
        const { total, complete, partial, failed } = state.windows;
        assert.equal(total, all.length - splitInto.size, 'a split window is no window, its parts are');
        assert.equal(complete + partial + failed, total);
        assert.equal(state.pages, pages.expected);
        assert.equal(state.rows.fetched, all.length * 10);
        assert.equal(nextStep(state, false), 'end');
      }),
    );
  });

  it('C-39: windows are planned ahead of need, and not while the run is paused', () => {
    const state = initialState(SETTINGS);
    assert.equal(nextStep(state, false), 'plan');
    addPlanned(state, [task(1), task(2)], false);
    assert.equal(nextStep(state, false), 'plan', 'fewer wait than could run');
    addPlanned(state, [task(3)], false);
    assert.equal(nextStep(state, false), 'begin');
    applyControls(state, { paused: true }, 0);
    assert.equal(nextStep(state, false), 'wait');
    assert.equal(takeNext(state), undefined);
  });

  it('C-36: a run whose plan is empty is done', () => {
    const state = initialState(SETTINGS);
    addPlanned(state, [], true);
    assert.equal(nextStep(state, false), 'end');
    assert.deepEqual(state.windows, { total: 0, complete: 0, partial: 0, failed: 0 });
  });

  it('C-41: a history that grows long begins nothing more, and ends when its windows have', () => {
    const state = running(1, 2);
    state.planned = false;
    assert.equal(nextStep(state, true), 'wait');
    recordEnd(state, ended(1));
    assert.equal(nextStep(state, true), 'wait');
    recordEnd(state, ended(2));
    assert.equal(nextStep(state, true), 'end');
    assert.equal(isDone(state), false);
    assert.equal(nextStep(structuredClone(state), false), 'plan', 'the next history goes on');
  });

  it('5.3: the parts of a split window are next in line, before what was planned', () => {
    const state = running(1);
    addPlanned(state, [task(2)], true);
    recordEnd(state, ended(1, { state: 'split', parts: [task(3), task(4)] }));
    assert.deepEqual(
      state.waiting.map(({ ordinal }) => ordinal),
      [3, 4, 2],
    );
    assert.equal(state.windows.total, 3);
  });

  it('C-36: fewer windows at a time takes effect as they end, none is broken off', () => {
    const state = running(1, 2, 3);
    addPlanned(state, [task(4)], true);
    applyControls(state, { concurrency: 2 }, 0);
    recordEnd(state, ended(2));
    assert.equal(takeNext(state), undefined);
    recordEnd(state, ended(1));
    assert.equal(takeNext(state)?.ordinal, 4);
  });

  it('C-36: what is not named in a change stays as it is', () => {
    const state = initialState(SETTINGS);
    applyControls(state, { requestsPerSecond: 7 }, 0);
    applyControls(state, { paused: true }, 0);
    assert.deepEqual(state.controls, { paused: true, concurrency: 3, requestsPerSecond: 7 });
  });

  it('C-4: going on ends the wait for a credential and marks it new; within a minute a refusal may be an echo', () => {
    const state = initialState(SETTINGS);
    const now = Date.parse(FROM);
    assert.equal(renewalIsSpreading(state, now), false);
    state.waitingForCredential = true;
    applyControls(state, { concurrency: 2 }, now);
    assert.equal(state.waitingForCredential, true);
    applyControls(state, { paused: false }, now);
    assert.equal(state.waitingForCredential, false);
    assert.deepEqual(
      [0, 59_999, 60_000].map((ms) => renewalIsSpreading(state, now + ms)),
      [true, true, false],
    );
  });

  it('C-4: going on after a mere pause says nothing about the credential', () => {
    const state = initialState(SETTINGS);
    applyControls(state, { paused: false }, Date.parse(FROM));
    assert.equal(renewalIsSpreading(state, Date.parse(FROM)), false);
  });

  it('C-36: progress is a copy that later events leave alone', () => {
    const state = running(1, 2);
    const progress = progressOf('backfill', state);
    recordEnd(state, ended(1));
    assert.deepEqual(
      [progress.windows.complete, progress.rows.fetched, progress.running.length, progress.kind],
      [0, 0, 2, 'backfill'],
    );
    assert.deepEqual(progressOf('backfill', state).running, [{ campaign: 5, from: FROM, to: TO }]);
  });

  it('C-36: an operator reads how the run stands, and whether the plan is known to its end', () => {
    const state = running(1, 2);
    recordEnd(state, ended(1));
    assert.match(describeRun(state), /^\*\*running\*\* · 1 of 2 windows · 2 pages/);
    assert.match(describeRun({ ...state, planned: false }), /1 of 2 so far windows/);
    applyControls(state, { paused: true }, 0);
    assert.match(describeRun(state), /^\*\*paused\*\*/);
    assert.match(describeRun({ ...state, waitingForCredential: true }), /^\*\*waiting for a new credential\*\*/);
    assert.match(describeRun(state), /- campaign 5, 2026-11-20T00:00/);
  });
});
