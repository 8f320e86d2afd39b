import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import {
  bool,
  dict,
  integer,
  list,
  orNull,
  partialDict,
  text,
  type FieldFault,
  type Reader,
} from '../../schemas/pydantic1.ts';
import { PythonFloat } from '../../schemas/pythonNumber.ts';

const half = new PythonFloat(7.5);

function read<T>(reader: Reader<T>, value: unknown): { value: T; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  return { value: reader(value, ['body', 'x'], faults), faults };
}

const taken = <T>(reader: Reader<T>, value: unknown): T => {
  const { value: given, faults } = read(reader, value);
  assert.deepEqual(faults, [], inspect(value));
  return given;
};

const refused = <T>(reader: Reader<T>, value: unknown): FieldFault | undefined => {
  const { faults } = read(reader, value);
  assert.equal(faults.length, 1, inspect(value));
  return faults[0];
};

describe('values as pydantic v1 reads them', () => {
  it('3.1: numbers and truth values pass for texts, nothing else does', () => {
    assert.deepEqual(
      ['olá', '', 123456, half, 20231124000001123456n, true].map((value) => taken(text(), value)),
      ['olá', '', '123456', '7.5', '20231124000001123456', 'True'],
    );
    for (const value of [[], {}]) assert.equal(refused(text(), value)?.type, 'type_error.str');
  });

  it('3.2: too short, too long, and a rule of ours; lengths are counted in characters', () => {
    assert.deepEqual(refused(text({ min: 3 }), 'ab'), {
      loc: ['body', 'x'],
      msg: 'ensure this value has at least 3 characters',
      type: 'value_error.any_str.min_length',
      ctx: { limit_value: 3 },
    });
    assert.equal(refused(text({ max: 2 }), 'abc')?.msg, 'ensure this value has at most 2 characters');
    assert.equal(taken(text({ max: 1 }), '😀'), '😀');
    const even = text({ check: (given) => (given.length % 2 === 0 ? null : 'must be even') });
    assert.deepEqual(refused(even, 'abc'), { loc: ['body', 'x'], msg: 'must be even', type: 'value_error' });
  });

  it('D-17: what no database keeps as it is, NUL and half a character, is refused before it gets there', () => {
    const faultOf = (value: string) => {
      const { loc, msg, type } = refused(text({ check: () => 'never asked' }), value) ?? {};
      return [loc, msg, type];
    };
    assert.deepEqual(faultOf('a\0b'), [['body', 'x'], 'null characters are not allowed', 'value_error']);
    for (const value of ['\ud800', 'a\udc00b', '\udead\ud83d'])
      assert.deepEqual(faultOf(value), [['body', 'x'], 'lone surrogates are not allowed', 'value_error']);
    assert.equal(taken(text(), '\ud83d\ude00'), '😀');
  });

  it('3.1: texts of whole numbers pass for them, fractions are cut off', () => {
    assert.deepEqual(
      [77, '77', ' -3 ', '+5', '1_000', half, true].map((value) => taken(integer(), value)),
      [77, 77, -3, 5, 1_000, 7, 1],
    );
    for (const value of ['', '7.5', '1__0', '#00001', 'x', '9'.repeat(4_301), new PythonFloat(NaN), [], {}])
      assert.deepEqual(refused(integer(), value), {
        loc: ['body', 'x'],
        msg: 'value is not a valid integer',
        type: 'type_error.integer',
      });
    assert.equal(refused(integer({ min: 0 }), -1)?.type, 'value_error.number.not_ge');
    for (const large of [10, 10n ** 400n, '9'.repeat(400)])
      assert.equal(refused(integer({ max: 9 }), large)?.type, 'value_error.number.not_le');
  });

  it('3.1: truth values in any of their words, in any case', () => {
    for (const value of [true, 1, new PythonFloat(1), '1', 'on', 'T', 'TRUE', 'y', 'Yes'])
      assert.equal(taken(bool, value), true);
    for (const value of [false, 0, '0', 'OFF', 'f', 'False', 'n', 'no']) assert.equal(taken(bool, value), false);
    for (const value of ['', 'sim', 2, half, '1.0', [], {}])
      assert.deepEqual(refused(bool, value), {
        loc: ['body', 'x'],
        msg: 'value could not be parsed to a boolean',
        type: 'type_error.bool',
      });
  });

  it('3.2, D-8: null is refused by name where it may not stand, and kept where it may', () => {
    for (const reader of [text(), integer(), bool, list(text(), 1)] as Reader<unknown>[])
      assert.deepEqual(refused(reader, null), {
        loc: ['body', 'x'],
        msg: 'none is not an allowed value',
        type: 'type_error.none.not_allowed',
      });
    assert.equal(taken(orNull(text()), null), null);
  });

  it('3.2: a list has its minimum, and its items have their place', () => {
    assert.deepEqual(taken(list(text(), 1), ['pt', 5]), ['pt', '5']);
    assert.deepEqual(refused(list(text(), 1), []), {
      loc: ['body', 'x'],
      msg: 'ensure this value has at least 1 items',
      type: 'value_error.list.min_items',
      ctx: { limit_value: 1 },
    });
    assert.equal(refused(list(text(), 1), 'pt')?.type, 'type_error.list');
    assert.deepEqual(refused(list(text(), 1), ['pt', null])?.loc, ['body', 'x', 1]);
  });

  it('3.1, 3.2: a body says every fault at once, fills in defaults and ignores what it does not know', () => {
    const fields = { name: text({ min: 3 }), online: bool, deal: orNull(integer()) };
    const reader = dict(fields, { online: false, deal: null });
    assert.deepEqual(taken(reader, { name: 'Ana', id: 7 }), { name: 'Ana', online: false, deal: null });
    const { faults } = read(reader, { name: 'x', online: 'talvez', deal: 'y' });
    assert.deepEqual(
      faults.map(({ loc }) => loc.join('.')),
      ['body.x.name', 'body.x.online', 'body.x.deal'],
    );
    assert.deepEqual(refused(reader, {})?.loc, ['body', 'x', 'name']);
    for (const nothing of [undefined, null])
      assert.deepEqual(refused(reader, nothing), {
        loc: ['body', 'x'],
        msg: 'field required',
        type: 'value_error.missing',
      });
    for (const value of ['text', 5, half, ['name'], [['name']], [[7, 'Ana']], [null]])
      assert.deepEqual(refused(reader, value), {
        loc: ['body', 'x'],
        msg: 'value is not a valid dict',
        type: 'type_error.dict',
      });
    assert.equal(refused(reader, Object.create({ name: 'inherited' }))?.type, 'value_error.missing');
    assert.deepEqual(refused(reader, [])?.loc, ['body', 'x', 'name']);
  });

  it('3.2: an empty list or text is an empty body, and pairs are fields, as in Python', () => {
    const reader = partialDict({ name: text({ min: 3 }), ab: text() });
    for (const empty of [[], '']) assert.deepEqual(taken(reader, empty), {});
    assert.deepEqual(taken(reader, [['name', 'Ana'], ['other', 1], 'xy']), { name: 'Ana' });
  });

  it('3.3: a partial body holds the fields that came, and no others', () => {
    const reader = partialDict({ name: text({ min: 3 }), online: bool });
    assert.deepEqual(taken(reader, { online: 'off' }), { online: false });
    assert.deepEqual(taken(reader, {}), {});
    assert.equal(refused(reader, { online: null })?.type, 'type_error.none.not_allowed');
  });
});
