import type pg from 'pg';
import { library } from './library.ts';

const MOMENT = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?(?:\+00)?$/;

/** Texts that are no moment (`infinity`) are left as they are. */
const localTime = (text: string): string => text.replace(MOMENT, '$1T$2');
const instant = (text: string): string =>
  text.replace(MOMENT, (_, day: string, time: string, fraction = '') => `${day}T${time}.${fraction.padEnd(3, '0')}Z`);

/** How values of columns are read: as every dialect gives them. Needs a session in UTC with ISO dates. */
export function resultTypes(): pg.CustomTypesConfig {
  const { builtins, getTypeParser } = library().types;
  const parsers: Readonly<Record<number, (text: string) => string | number>> = {
    [builtins.BOOL]: (text) => (text === 't' ? 1 : 0),
    [builtins.INT8]: Number,
    [builtins.NUMERIC]: Number,
    [builtins.DATE]: String,
    [builtins.TIMESTAMP]: localTime,
    [builtins.TIMESTAMPTZ]: instant,
  };
  return {
    getTypeParser: (id: number, format?: 'text' | 'binary') =>
      (format !== 'binary' && parsers[id]) || getTypeParser(id, format as 'text'),
  };
}

/** Escapes of JSON that mean something else between the quotes of an array. */
const ONLY_JSON = /\\[bfnrtu]/;

/** The engine's own quoting, which takes half the time of ours, wherever it says the same. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  return ONLY_JSON.test(json) ? `"${text.replace(/["\\]/g, '\\$&')}"` : json;
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return String(value);
  throw new TypeError(`A ${typeof value} cannot be stored in a column.`);
}

/** The text of an array of texts, numbers and nulls. */
export const arrayText = (values: readonly unknown[]): string => `{${values.map(element).join(',')}}`;

/** A value as it is bound; the server gives it the type of its place, so that 0 and 1 fill a boolean too. */
export function bindable(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayText(value);
  throw new TypeError(`A ${typeof value} cannot be stored in a column.`);
}
