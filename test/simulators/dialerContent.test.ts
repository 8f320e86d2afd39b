import assert from 'node:assert/strict';
import type { FaultRules } from '../../simulators/dialer/faults.ts';
import type { Dialer } from '../../simulators/dialer/start.ts';
import { DAY, DAY_RANGE, get, getPage, readAll, startSmall, type Call } from './dialerClient.ts';

type Fields = Record<string, unknown>;

describe('dialer simulator: content', () => {
  let dialer: Dialer;
  let clean: Map<string, Call>;
  before(async () => {
    dialer = await startSmall();
    clean = new Map((await readAll(dialer)).map((call) => [call.id, call]));
  });
  after(() => dialer.close());
  beforeEach(() => {
    dialer.reset();
    dialer.setClock('2026-11-20T12:00:00Z');
  });

  /** The calls that differ from the clean ones, in order. */
  const changed = async (name: string, params: Fields = {}): Promise<Call[]> => {
    dialer.setFaults([{ switch: name, with: params }]);
    const calls = await readAll(dialer);
    return calls.filter((call) => JSON.stringify(call) !== JSON.stringify(clean.get(call.id)));
  };
  const shapesOf = (calls: readonly Call[], field: string) => [
    ...new Set(calls.map((call) => JSON.stringify(call[field]))),
  ];

  it('16: every shape of mailing_data within 250 calls', async () => {
    const calls = await changed('mailing-shapes');
    const shapes = new Set(
      calls.map(({ mailing_data: mailing }) => {
        if (mailing === undefined) return 'absent';
        const data = (mailing as Fields | null)?.['data'];
        if (data === undefined) return JSON.stringify(mailing);
        if (Array.isArray(data)) return `data array of ${data.length}`;
        return data === null ? 'data null' : `data ${typeof data}`;
      }),
    );
    const all = ['absent', 'null', '{}', '[]', 'data null', 'data array of 0', 'data array of 1', 'data string'];
    assert.deepEqual([...shapes].toSorted(), all.toSorted());
  });

  it('17: dynamic columns change case, accents, spaces and number, and have odd names', async () => {
    const calls = await changed('dynamic-columns', { keys: 120 });
    const names = calls.map((call) => Object.keys((call['mailing_data'] as { data: Fields }).data));
    const some = (test: (name: string) => boolean) =>
      assert.ok(
        names.some((list) => list.some(test)),
        String(test),
      );
    some((name) => name === 'razao social');
    some((name) => name === 'ESTRATÉGIA');
    some((name) => name === '  RAZAO__SOCIAL ');
    some((name) => name === 'a.b');
    some((name) => name === 'c[0]');
    some((name) => name.includes('"') && name.includes("'"));
    some((name) => name === '');
    some((name) => name === 'phone');
    assert.ok(names.some((list) => list.length === 130));
    assert.ok(names.some((list) => list.includes('SÓCIO') && list.includes('SOCIO')));
  });

  it('18: -, null, empty text and missing key', async () => {
    const calls = await changed('empty-values', { fields: 'queue_name' });
    assert.deepEqual(shapesOf(calls, 'queue_name').toSorted(), ['""', '"-"', 'null', undefined].toSorted());
  });

  it('19: agent as text, -, object, null; agent_id 0', async () => {
    const calls = await changed('agent-shapes');
    const shapes = shapesOf(calls, 'agent');
    assert.ok(shapes.includes('null') && shapes.some((shape) => shape?.startsWith('{"id":78')));
    assert.ok(shapes.includes('"Ágata Exemplo"'));
    const dash = [...clean.values()].filter((call) => call['agent'] === '-');
    assert.ok(dash.length > 0 && dash.every((call) => call['agent_id'] === 0));
  });

  it('20: qualification as text, -, object, integer', async () => {
    const shapes = shapesOf(await changed('qualification-shapes'), 'qualification');
    assert.ok(shapes.includes('3') && shapes.some((shape) => shape?.startsWith('{"id":9')));
  });

  it('21: feedback object and list; transcription long text, object, null', async () => {
    const feedback = shapesOf(await changed('feedback-shapes'), 'feedback');
    assert.ok(feedback.some((shape) => shape?.startsWith('{')) && feedback.some((shape) => shape?.startsWith('[')));
    const transcription = shapesOf(await changed('transcription-shapes'), 'transcription');
    assert.ok(transcription.some((shape) => (shape?.length ?? 0) > 10_000));
    assert.ok(transcription.some((shape) => shape?.startsWith('{')));
  });

  it('22: every form of a time', async () => {
    const shapes = shapesOf(await changed('time-shapes'), 'speaking_time');
    for (const shape of ['"27:10:05"', '"-"', 'null', '"-00:00:05"', '-5']) assert.ok(shapes.includes(shape), shape);
    assert.ok(shapes.some((shape) => /^\d+$/.test(String(shape))));
    assert.ok(shapes.some((shape) => /^"\d\d:\d\d"$/.test(String(shape))));
  });

  it('23: booleans as 0/1, "0"/"1", null', async () => {
    const shapes = shapesOf(await changed('boolean-shapes', { share: 0.5 }), 'recorded');
    for (const shape of ['0', '1', '"0"', '"1"', 'null']) assert.ok(shapes.includes(shape), shape);
  });

  it('24: numbers as text and the reverse, too large, float ids, odd amounts', async () => {
    dialer.setFaults([{ switch: 'numeric-shapes' }]);
    const texts = await Promise.all([1, 2, 3].map(async (page) => (await getPage(dialer, { page })).text));
    for (const literal of [
      '"campaign_id":"5"',
      '"campaign_id":5.0',
      '"queue_name":51',
      '"record_name":1.50',
      '"hangup_cause":99999999999',
      '"billed_value":0.1',
      '"billed_value":"0,10"',
      '"billed_value":1e-7',
    ])
      assert.ok(texts.join('').includes(literal), literal);
  });

  it('25: dates that disagree, are missing, or are written otherwise', async () => {
    const calls = await changed('date-shapes');
    const some = (test: (date: string, rfc: string) => boolean) =>
      assert.ok(
        calls.some((call) => test(String(call['call_date']), String(call['call_date_rfc3339']))),
        String(test),
      );
    some((date) => date === 'undefined');
    some((_, rfc) => rfc === 'undefined');
    some((date) => /^10\/11\/2026 \d\d:/.test(date));
    some((_, rfc) => rfc.endsWith('Z'));
    some((_, rfc) => rfc.endsWith('+00:00'));
    some((date, rfc) => date.endsWith('.123') && rfc.endsWith('.123-03:00'));
    some((date, rfc) => rfc.endsWith('-03:00') && /\d$/.test(date) && !rfc.includes(date.slice(11, 19)));
  });

  it('26: texts that do not fit', async () => {
    const calls = await changed('text-shapes');
    const notes = calls.map((call) => String(call['qualification_note']));
    for (const part of ['Ação', '😀', 'مر', "D'Ávila]"])
      assert.ok(
        notes.some((note) => note.includes(part)),
        part,
      );
    assert.ok(notes.some((note) => note.length === 1_000_000));
    assert.ok(calls.some((call) => String(call['recording']).length === 2000));
    assert.ok(calls.some((call) => String(call['qualification']).length === 600));
  });

  it('27: route null, empty object, empty list, list with an item', async () => {
    const shapes = shapesOf(await changed('route-shapes'), 'route');
    for (const shape of ['null', '{}', '[]']) assert.ok(shapes.includes(shape), shape);
    assert.ok(shapes.some((shape) => shape?.startsWith('[{')));
  });

  it('28: ids missing, numeric, 60 characters; the truth counts them apart and finds them', async () => {
    dialer.setFaults([{ switch: 'id-shapes' }]);
    const given = (await readAll(dialer)).map(({ id }) => id as unknown);
    assert.equal(given.length, 250);
    const truth = dialer.truth({ campaign: 5, ...DAY_RANGE, withIds: true });
    const missing = given.filter((id) => id === undefined).length;
    const long = given.filter((id) => String(id).length === 60);
    assert.ok(missing > 0 && long.length > 0 && given.some((id) => typeof id === 'number'));
    assert.deepEqual([truth.count, truth.missingIds, truth.overLongIds], [250, missing, long.length]);
    const usable = given.filter((id) => id !== undefined && String(id).length <= 50);
    assert.deepEqual(usable.map(String).toSorted(), truth.ids);
    for (const id of [given.find((each) => typeof each === 'number'), long[0]]) {
      assert.equal(((await get(dialer, `/calls/${String(id)}`)).body.data as unknown as Call).id, id);
    }
  });

  it('29: an unknown field, a known field gone', async () => {
    assert.ok((await changed('unknown-field')).every((call) => 'campo_novo' in call));
    const gone = await changed('field-gone', { field: 'phone_type' });
    assert.ok(gone.length === 250 && gone.every((call) => !('phone_type' in call)));
  });

  it('30: numbers without 55, masked, anonymous, empty', async () => {
    const numbers = (await changed('phone-shapes')).map((call) => String(call['number']));
    assert.ok(numbers.includes('anonymous') && numbers.includes(''));
    assert.ok(numbers.some((number) => number.endsWith('****')));
    assert.ok(numbers.some((number) => /^\d{11}$/.test(number)));
  });

  describe('31: late changes by the account clock', () => {
    const midday = '2026-11-10T23:30:00Z';
    const late = '2026-11-15T12:00:00Z';
    /** The calls of the day just after its end, and days later. */
    const early = async (rules: FaultRules): Promise<[Call[], Call[]]> => {
      dialer.setFaults(rules);
      dialer.setClock(midday);
      const before = await readAll(dialer);
      dialer.setClock(late);
      return [before, await readAll(dialer)];
    };
    const params = { share: 0.2, minHours: 20, maxHours: 30 };

    it('31: a status that is not final becomes final', async () => {
      const [before, later] = await early([{ switch: 'non-final-status', with: params }]);
      assert.deepEqual(
        shapesOf(before, 'status_id').filter((id) => ['1', '2', '3', '4', '10'].includes(String(id))).length,
        5,
      );
      assert.deepEqual(later, [...clean.values()]);
    });

    it('31: qualification, recording and transcription appear', async () => {
      for (const [name, field, empty] of [
        ['late-qualification', 'qualification', '-'],
        ['late-recording', 'recording', null],
        ['late-transcription', 'transcription', null],
      ] as const) {
        const [before, later] = await early([{ switch: name, with: params }]);
        const moved = before.filter((call, i) => JSON.stringify(call) !== JSON.stringify(later[i]));
        assert.ok(moved.length >= 30, `${name}: ${moved.length}`);
        for (const call of moved) assert.equal(call[field], empty);
        assert.deepEqual(JSON.stringify(later), JSON.stringify(await readAll(dialer)));
      }
    });

    it('31: rows are deleted later, or created hours after their date; the truth follows', async () => {
      const [before, later] = await early([{ switch: 'deleted-later', with: params }]);
      assert.equal(before.length, 250);
      assert.equal(later.length, dialer.truth({ campaign: 5, ...DAY_RANGE }).count);
      assert.ok(later.length < 210);
      const [hidden, shown] = await early([{ switch: 'created-late', with: params }]);
      assert.ok(hidden.length < 210);
      assert.equal(shown.length, 250);
    });

    it('31: a call over midnight belongs to its start', async () => {
      dialer.setFaults([{ switch: 'over-midnight' }]);
      const calls = await readAll(dialer);
      assert.deepEqual(
        calls.slice(-2).map((call) => [call['call_date'], call['speaking_time']]),
        Array.from({ length: 2 }, () => [`${DAY} 23:59:40`, '00:10:00']),
      );
      assert.equal(dialer.truth({ campaign: 5, ...DAY_RANGE }).count, 250);
    });
  });

  it('6: content switches keep to their campaign and combine', async () => {
    dialer.setFaults([
      { switch: 'route-shapes', when: { campaign: 6 }, with: { share: 1 } },
      { switch: 'agent-shapes', when: { campaign: 6 }, with: { share: 1 } },
    ]);
    const calls = await readAll(dialer, { campaign: null });
    for (const call of calls.filter((each) => each['campaign_id'] === 5)) assert.deepEqual(call, clean.get(call.id));
    const routes = calls.filter((each) => each['campaign_id'] === 6 && each['route'] === null);
    assert.ok(routes.length === 15 && routes.some((call) => call['agent'] !== '-'));
  });
});
