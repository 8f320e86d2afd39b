import type { Params } from '../../support/parameters.ts';
import { hashText } from '../../support/random.ts';
import type { Row } from '../calendar.ts';
import { defineSwitch, type CallObject, type Switch } from './Switch.ts';

type Change = (call: CallObject, row: Row, params: Params) => void;

/**
 * Which of `variants` shapes a call gets, -1 for none: every 1/share-th call of a day, the shapes in turn, so that a day
 * of variants/share calls shows them all. The name moves the start, so that switches do not all meet on the same calls.
 */
export const cycle = (row: Row, name: string, share: number, variants: number): number => {
  const stride = Math.max(1, Math.round(1 / share));
  const position = row.index + (hashText(name) % stride);
  return share > 0 && position % stride === 0 ? Math.floor(position / stride) % variants : -1;
};

/** Declares a content switch: a share of the calls gets one of the changes in turn. */
export const shapeSwitch = (declared: {
  name: string;
  spec: string;
  does: string;
  changes: readonly Change[];
  params?: Params;
}): Switch => {
  const { name, spec, does, changes, params = {} } = declared;
  return defineSwitch({
    name,
    spec,
    does,
    params: { share: 0.05, ...params } as Params & { share: number },
    variant: (row, { share }) => cycle(row, name, share, changes.length),
    change: (call, variant, row, given) => changes[variant]?.(call, row, given),
  });
};

/** A change that sets fields. */
export const set =
  (fields: CallObject): Change =>
  (call) =>
    void Object.assign(call, fields);

/** A number with exactly this text in the JSON, e.g. `5.0`. */
export const literalNumber = (text: string): unknown =>
  (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text);
