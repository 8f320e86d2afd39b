import { PythonFloat, readPythonNumber, type PythonNumber } from './pythonNumber.ts';

/**
 * JSON as Python's decoder reads it: clients of the replaced services are shown its words and places when a text is none
 * (specs/consultants.md 3.2), and its numbers keep what the engine's own parser drops.
 */

/** Places count characters, as Python does, from 0; lines and columns from 1. */
export interface JsonFault {
  readonly msg: string;
  readonly doc: string;
  readonly pos: number;
  readonly lineno: number;
  readonly colno: number;
}

export type JsonRead =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: JsonFault }
  /** Nested deeper, or a number longer, than Python goes. */
  | { readonly ok: false; readonly fault: null };

/** Thrown and caught in this file alone. */
class Unreadable extends Error {
  readonly at: number;
  constructor(msg: string, at: number) {
    super(msg);
    this.at = at;
  }
}
class TooMuch extends Error {}

/**
 * Reads JSON as Python's `json.loads` does: `NaN` and `Infinity` pass, and what is wrong has its words. Numbers come as
 * {@link PythonNumber}.
 */
export function readPythonJson(doc: string): JsonRead {
  try {
    return { ok: true, value: decode(doc) };
  } catch (error) {
    if (error instanceof TooMuch) return { ok: false, fault: null };
    if (error instanceof Unreadable) return { ok: false, fault: faultAt(doc, error) };
    throw error;
  }
}

function faultAt(doc: string, { message: msg, at }: Unreadable): JsonFault {
  const before = Array.from(doc.slice(0, at));
  const lineno = before.filter((character) => character === '\n').length + 1;
  return { msg, doc, pos: before.length, lineno, colno: before.length - before.lastIndexOf('\n') };
}

const MAX_DEPTH = 900;
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const PLAIN = /[ !#-[\]-\u{10ffff}]*/uy;
/** Python wants something after an escape, if only the end of the string. */
const HEX = /[\da-fA-F]{4}(?=[^])/y;
const WORDS = Object.entries({
  null: null,
  true: true,
  false: false,
  NaN: new PythonFloat(NaN),
  Infinity: new PythonFloat(Infinity),
  '-Infinity': new PythonFloat(-Infinity),
});
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** @throws Unreadable, TooMuch */
function decode(doc: string): unknown {
  let at = 0;
  let depth = 0;

  /** What `pattern` finds here, and steps over it. */
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(doc)?.[0] ?? null;
    at += found?.length ?? 0;
    return found;
  };
  const fail = (msg: string, place = at): never => {
    throw new Unreadable(msg, place);
  };
  const is = (character: string): boolean => doc[at] === character;

  function value(): unknown {
    if (is('"')) return text();
    if (is('{')) return nested(object);
    if (is('[')) return nested(array);
    const word = WORDS.find(([name]) => doc.startsWith(name, at));
    if (word) {
      at += word[0].length;
      return word[1];
    }
    return number(take(NUMBER) ?? fail('Expecting value'));
  }

  function number(literal: string): PythonNumber {
    const read = readPythonNumber(literal);
    if (read === null) throw new TooMuch();
    return read;
  }

  function nested<T>(read: () => T): T {
    if (++depth > MAX_DEPTH) throw new TooMuch();
    at++;
    take(SPACE);
    const given = read();
    depth--;
    return given;
  }

  /** Whether another item follows; steps over the comma or the end. */
  function more(end: string): boolean {
    take(SPACE);
    if (is(end)) {
      at++;
      return false;
    }
    if (!is(',')) fail("Expecting ',' delimiter");
    at++;
    take(SPACE);
    return true;
  }

  function object(): unknown {
    const entries: [string, unknown][] = [];
    if (is('}')) at++;
    else
      do {
        if (!is('"')) fail('Expecting property name enclosed in double quotes');
        const key = text();
        take(SPACE);
        if (!is(':')) fail("Expecting ':' delimiter");
        at++;
        take(SPACE);
        entries.push([key, value()]);
      } while (more('}'));
    return Object.fromEntries(entries);
  }

  function array(): unknown {
    const items: unknown[] = [];
    if (is(']')) at++;
    else
      do items.push(value());
      while (more(']'));
    return items;
  }

  function text(): string {
    const begin = at++;
    let read = take(PLAIN) ?? '';
    while (!is('"')) {
      if (at >= doc.length) fail('Unterminated string starting at', begin);
      if (!is('\\')) fail('Invalid control character at');
      read += escaped(begin) + (take(PLAIN) ?? '');
    }
    at++;
    return read;
  }

  function escaped(begin: number): string {
    const letter = doc[at + 1] ?? fail('Unterminated string starting at', begin);
    at += 2;
    if (letter !== 'u') return ESCAPES[letter] ?? fail('Invalid \\escape', at - 2);
    return String.fromCharCode(parseInt(take(HEX) ?? fail('Invalid \\uXXXX escape', at - 1), 16));
  }

  take(SPACE);
  const given = value();
  take(SPACE);
  if (at < doc.length) fail('Extra data');
  return given;
}
