import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Operation } from '../../../rules/consultants/history.ts';
import { checkHistory, countMissing, isLinearizable } from '../../../rules/consultants/historyCheck.ts';
import { formatProtocol } from '../../../rules/consultants/protocol.ts';
import { defaultPattern, parsePattern } from '../../../rules/consultants/protocolPattern.ts';
import { chooseTurn } from '../../../rules/consultants/turn.ts';
import { defaultTurnPolicy, type TurnCandidate } from '../../../rules/consultants/turnPolicy.ts';
import { at, offeredTo, person } from './people.ts';

const rota = [['pt'], ['pt', 'en'], ['en'], ['pt-BR', 'pt'], ['pt']].map((languages, id) => ({ id, languages }));
const call = fc.record({
  language: fc.option(fc.constantFrom('pt', 'en', 'pt-BR', 'PT'), { freq: 4 }),
  stepMs: fc.nat(3),
  beforeMs: fc.nat(20),
  afterMs: fc.nat(20),
});

/** What a distributor does that takes effect at one instant of each call, somewhere between its question and its answer. */
function record(
  calls: readonly { language: string | null; stepMs: number; beforeMs: number; afterMs: number }[],
): Operation[] {
  let people: TurnCandidate[] = rota.map(({ id, languages }) => person(id, { languages }));
  let nowMs = 100;
  return calls.map(({ language, stepMs, beforeMs, afterMs }, i) => {
    nowMs += stepMs;
    const number = formatProtocol(defaultPattern, i + 1, '2026-11-20');
    const times = { invokedAt: nowMs - beforeMs, completedAt: nowMs + afterMs };
    if (language === null) return { ...times, language, consultantId: null, number };
    const { chosen } = chooseTurn(people, { language, at: at(i) }, defaultTurnPolicy);
    people = offeredTo(people, chosen, at(i), i + 1);
    return { ...times, language, consultantId: chosen, number };
  });
}

const histories = (minLength = 0) => fc.array(call, { minLength, maxLength: 60 }).map(record);
const report = (operations: readonly Operation[]) => checkHistory({ operations, rota });
const op = (
  number: string,
  invokedAt: number | null,
  completedAt: number | null,
  consultantId: number | null = null,
): Operation => ({
  number,
  invokedAt,
  completedAt,
  consultantId,
  language: consultantId === null ? null : 'pt',
});

/** A history and one of its calls, chosen at random, not the last. */
const withOne = histories(2).chain((history) => fc.tuple(fc.constant(history), fc.nat(history.length - 2)));

describe('history check', () => {
  it('D-37: accepts every history of a distributor that does one thing after the other, however it was recorded', () => {
    fc.assert(
      fc.property(histories(), fc.boolean(), (history, reversed) => {
        assert.deepEqual(report(reversed ? history.toReversed() : history), {
          unreadable: [],
          duplicates: [],
          gaps: [],
          inversions: [],
          outOfTurn: [],
        });
      }),
    );
  });

  it('D-37: accepts answers that were never seen', () => {
    fc.assert(
      fc.property(withOne, ([history, i]) => {
        const lost = history.with(i, { ...(history[i] as Operation), invokedAt: null, completedAt: null });
        assert.ok(isLinearizable(report(lost)));
      }),
    );
  });

  it('D-40: rejects a number that is missing or given twice', () => {
    fc.assert(
      fc.property(withOne, ([history, i]) => {
        const gap = report(history.toSpliced(i, 1));
        assert.deepEqual(gap.gaps, [{ series: 'running', from: i + 1, to: i + 1 }]);
        const doubled = history.with(i, { ...(history[i] as Operation), number: history[i + 1]?.number ?? '' });
        const { duplicates, gaps } = report(doubled);
        assert.deepEqual([duplicates, countMissing(gaps)], [[history[i + 1]?.number], 1]);
      }),
    );
  });

  it('D-37: rejects a number higher than that of a call asked later', () => {
    const slow = [op('#00002', 0, 10), op('#00001', 11, 20)];
    assert.deepEqual(checkHistory({ operations: slow }).inversions, [
      { answeredFirst: '#00002', askedAfterwards: '#00001' },
    ]);
    assert.deepEqual(
      checkHistory({ operations: [op('#00002', 0, 11), op('#00001', 11, 20)] }).inversions,
      [],
      'they overlap',
    );
    const distant = [op('#00001', 50, 60), op('#00002', 20, 80), op('#00003', 0, 40)];
    assert.equal(checkHistory({ operations: distant }).inversions.length, 1, 'not only neighbours');
    fc.assert(
      fc.property(histories(2), (history) => {
        const [first, last] = [history[0] as Operation, history.at(-1) as Operation];
        const early = history.with(-1, { ...last, invokedAt: -10, completedAt: (first.invokedAt ?? 0) - 1 });
        assert.ok(report(early).inversions.some(({ askedAfterwards }) => askedAfterwards === first.number));
      }),
    );
  });

  it('D-37: rejects somebody who was chosen before their turn', () => {
    fc.assert(
      fc.property(withOne, fc.nat(rota.length - 1), ([history, i], somebodyElse) => {
        const honest = history[i] as Operation;
        fc.pre(honest.consultantId !== null && honest.consultantId !== somebodyElse);
        const [fault] = report(history.with(i, { ...honest, consultantId: somebodyElse })).outOfTurn;
        assert.deepEqual(fault, { number: honest.number, chosen: somebodyElse, due: honest.consultantId });
      }),
    );
    const stranger = report([{ ...op('#00001', 0, 1, 0), language: 'es' }]);
    assert.deepEqual(stranger.outOfTurn, [{ number: '#00001', chosen: 0, due: null }]);
  });

  it('D-37: rejects two calls that got the same turn', () => {
    const operations = [op('#00001', 0, 9, 0), op('#00002', 0, 9, 0)];
    assert.deepEqual(report(operations).outOfTurn, [{ number: '#00002', chosen: 0, due: 1 }]);
    assert.ok(isLinearizable(checkHistory({ operations })), 'turns are not checked without the rota');
  });

  it('D-40: checks each daily series by itself, after what it had reached before', () => {
    const check = parsePattern('{yyyymmdd}{seq:2}', { series: 'per-day' });
    assert.ok(check.ok);
    const operations = [op('2026112101', 20, 30), op('2026112005', 0, 10), op('2026112103', 20, 30), op('lixo', 0, 1)];
    const { gaps, unreadable } = checkHistory({
      operations,
      pattern: check.pattern,
      startedAfter: { '2026-11-20': 4 },
    });
    assert.deepEqual([gaps, unreadable], [[{ series: '2026-11-21', from: 2, to: 2 }], ['lixo']]);
  });
});
