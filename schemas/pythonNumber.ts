/**
 * Numbers as Python holds them: where one stands for a text, clients of the replaced services see every digit of it, and
 * whether it was a float (specs/consultants.md 3.1).
 */

/** What has a point or an exponent, also when its value is whole. */
export class PythonFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A `number` is whole and exact; a `bigint` is whole and beyond that. */
export type PythonNumber = number | bigint | PythonFloat;

/** Python reads no whole number that is longer. */
export const MOST_DIGITS = 4_300;

/** Reads the literal of a JSON number; null when Python would not. */
export function readPythonNumber(literal: string): PythonNumber | null {
  if (/[.eE]/.test(literal)) return new PythonFloat(Number(literal));
  const value = Number(literal);
  if (Number.isSafeInteger(value)) return value;
  return literal.replace('-', '').length > MOST_DIGITS ? null : BigInt(literal);
}

/** As `str()` writes it. */
export const pythonText = (value: PythonNumber): string =>
  value instanceof PythonFloat ? floatText(value.value) : String(value);

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 16) return `${digits}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
