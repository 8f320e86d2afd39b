import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseTurn } from '../../../rules/consultants/turn.ts';
import { defaultTurnPolicy, type TurnPolicy } from '../../../rules/consultants/turnPolicy.ts';
import { replayDay, type PastDay } from '../../../rules/consultants/whatIf.ts';
import { at, offeredTo, person } from './people.ts';

const arrivals = (...seconds: number[]) => seconds.map((second) => ({ at: at(second), language: 'pt' }));
const chosenIn = (day: PastDay, policy: Partial<TurnPolicy> = {}, mostOwed?: number) =>
  replayDay(day, { ...defaultTurnPolicy, ...policy }, mostOwed).arrivals.map(({ consultantId }) => consultantId);

describe('what if', () => {
  it('D-43: under the same rules, the day comes out as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('pt', 'en', 'es'), { maxLength: 60 }),
        fc.nat(4),
        (languages, perInstant) => {
          const consultants = [['pt'], ['pt', 'en'], ['en'], ['pt']].map((spoken, id) =>
            person(id, { languages: spoken, lastTurn: id }),
          );
          const asked = languages.map((language, i) => ({ at: at(Math.floor(i / (perInstant + 1))), language }));
          let people = [...consultants];
          const actual = asked.map((request, i) => {
            const { chosen } = chooseTurn(people, request, defaultTurnPolicy);
            people = offeredTo(people, chosen, request.at, i + 10);
            return chosen;
          });
          assert.deepEqual(chosenIn({ consultants, arrivals: asked, changes: [] }), actual);
        },
      ),
    );
  });

  it('D-43: people come and go as they did, from the instant that they did', () => {
    const day: PastDay = {
      consultants: [person(1), person(2, { online: false }), person(3, { active: false })],
      arrivals: arrivals(1, 2, 3, 4, 5),
      changes: [
        { at: at(2), consultantId: 2, change: { online: true } },
        { at: at(4), consultantId: 1, change: { online: false } },
        { at: at(4), consultantId: 2, change: { online: false } },
        { at: at(4), consultantId: 99, change: { online: true } },
        { at: at(5), consultantId: 3, change: { active: true } },
      ],
    };
    const { unserved, groups } = replayDay(day, defaultTurnPolicy);
    assert.deepEqual(chosenIn(day), [1, 2, 1, null, 3]);
    assert.deepEqual([unserved, groups.map(({ spread }) => spread)], [1, [1]]);
  });

  it('D-43: by end of service, long services are followed by fewer requests', () => {
    const day: PastDay = {
      consultants: [person(1), person(2)],
      arrivals: [
        { at: at(1), language: 'pt', serviceSeconds: 100 },
        { at: at(10), language: 'pt', serviceSeconds: 5 },
        ...arrivals(110, 111),
      ],
      changes: [],
    };
    assert.deepEqual(chosenIn(day), [1, 2, 1, 2]);
    assert.deepEqual(chosenIn(day, { order: 'end-of-service' }), [1, 2, 2, 1]);
  });

  it('D-43: services that lasted are load, until they end', () => {
    const long = (second: number) => ({ at: at(second), language: 'pt', serviceSeconds: 10 });
    const day: PastDay = {
      consultants: [person(1, { capacity: 1 }), person(2, { capacity: 1 })],
      arrivals: [long(0), long(5), long(6), long(10), long(14), long(15)],
      changes: [],
    };
    assert.deepEqual(chosenIn(day, { respectCapacity: true }), [1, 2, null, 1, null, 2]);
    assert.deepEqual(chosenIn(day), [1, 2, 1, 2, 1, 2]);
  });

  it('D-43: with fair shares, whoever was away makes up for it, but for no more than may be owed', () => {
    const day: PastDay = {
      consultants: [person(1), person(2, { online: false })],
      arrivals: arrivals(0, 1, 2, 3, 4, 5, 6, 7, 8),
      changes: [{ at: at(4), consultantId: 2, change: { online: true } }],
    };
    assert.deepEqual(chosenIn(day), [1, 1, 1, 1, 2, 1, 2, 1, 2]);
    assert.deepEqual(chosenIn(day, { fairShare: true }), [1, 1, 1, 1, 2, 2, 2, 1, 2]);
    assert.deepEqual(chosenIn(day, { fairShare: true }, 2), [1, 1, 1, 1, 2, 2, 1, 2, 1]);
  });

  it('D-43: turns given in the same millisecond follow those of the day before', () => {
    const offered = (id: number, lastTurn: number) => person(id, { lastOfferedAt: at(0), lastTurn });
    const day: PastDay = { consultants: [offered(1, 9), offered(2, 8)], arrivals: arrivals(0, 0, 0), changes: [] };
    assert.deepEqual(chosenIn(day), [2, 1, 2]);
  });

  it('D-43: nothing of the day itself is changed', () => {
    const day: PastDay = {
      consultants: [person(1)],
      arrivals: [{ at: at(0), language: 'pt', serviceSeconds: 1 }, ...arrivals(5)],
      changes: [{ at: at(0), consultantId: 1, change: { languages: ['pt', 'en'] } }],
    };
    const before = structuredClone(day);
    replayDay(day, { ...defaultTurnPolicy, fairShare: true });
    assert.deepEqual(day, before);
  });
});
