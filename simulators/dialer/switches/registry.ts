import { access } from './access.ts';
import { bodies } from './bodies.ts';
import { connections } from './connections.ts';
import { failures } from './failures.ts';
import { fields } from './fields.ts';
import { lateness } from './lateness.ts';
import { links } from './links.ts';
import { mailing } from './mailing.ts';
import { ordering } from './ordering.ts';
import { paging } from './paging.ts';
import type { Switch } from './Switch.ts';
import { texts } from './texts.ts';
import { values } from './values.ts';

const specOrder = ({ spec }: Switch) => (spec.includes('.') ? Infinity : parseFloat(spec));

/** Every named misbehaviour, in the order of the specification. */
export const SWITCHES: readonly Switch[] = [
  ...paging,
  ...links,
  ...ordering,
  ...mailing,
  ...fields,
  ...values,
  ...texts,
  ...lateness,
  ...access,
  ...failures,
  ...bodies,
  ...connections,
].sort((a, b) => (specOrder(a) === specOrder(b) ? 0 : specOrder(a) - specOrder(b)));

const byName = new Map(SWITCHES.map((declared) => [declared.name, declared]));

/** The switch of this name. Throws when there is none. */
export const findSwitch = (name: string): Switch => {
  const found = byName.get(name);
  if (!found) throw new RangeError(`no switch is called ${name}`);
  return found;
};
