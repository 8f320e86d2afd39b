import { hash32 } from '../../support/random.ts';
import { localOf, type Row } from '../calendar.ts';
import { idOf } from '../ids.ts';
import { defineSwitch, type Act } from './Switch.ts';

const DRIFT = { rows: 3, afterPage: 1, windows: 10 };
interface Drift {
  readonly ids: ReadonlySet<string>;
  /** Set when page `afterPage`, or the last one, has been asked for. */
  done: boolean;
}

/** What happens to this walk, decided when it is first seen; undefined when enough other windows drift already. */
const driftOf = ({ memory, turn, params }: Act<typeof DRIFT>, all: readonly Row[], start: number) => {
  if (!memory.has(turn.walk) && turn.page !== null && memory.size < params.windows) {
    memory.set(turn.walk, { ids: new Set(all.slice(start, start + params.rows).map(idOf)), done: false });
  }
  return memory.get(turn.walk) as Drift | undefined;
};

/** Amid the pages that have been read when the drift happens. */
const middle = (perPage: number, afterPage: number) => Math.floor((perPage * afterPage) / 2);

/** Rows that come into being while the window is read: hidden until page `afterPage` of this walk has been answered. */
const insertion = (name: string, where: string, startOf: (perPage: number, afterPage: number) => number) =>
  defineSwitch({
    name,
    spec: '6',
    does: `In the first \`windows\` windows, after page \`afterPage\`, \`rows\` calls appear ${where}. They are true from the start.`,
    params: DRIFT,
    volatile: true,
    rows: (all, plan, act) => {
      const { afterPage } = act.params;
      const drift = driftOf(act, all, startOf(plan.perPage, afterPage));
      if (!drift || drift.done) return all;
      const { page } = plan;
      drift.done = page >= afterPage || page * plan.perPage >= all.length;
      return all.filter((row) => !drift.ids.has(idOf(row)));
    },
  });

/** Which rows come, in which order, and how often (cases 6, 7, 11, 12). */
export const ordering = [
  insertion('drift-insert-front', 'at the front', () => 0),
  insertion('drift-insert-middle', 'amid what has been read', middle),
  defineSwitch({
    name: 'drift-remove',
    spec: '6',
    does: 'In the first `windows` windows, after page `afterPage`, `rows` calls amid what has been read are gone for good.',
    params: DRIFT,
    volatile: true,
    rows: (all, plan, act) => {
      const { afterPage } = act.params;
      const drift = driftOf(act, all, middle(plan.perPage, afterPage));
      if (!drift || drift.done || act.turn.page === null) return all;
      if (act.turn.page <= afterPage) return all;
      drift.done = true;
      act.turn.remove(all.filter((row) => drift.ids.has(idOf(row))));
      return all.filter((row) => !drift.ids.has(idOf(row)));
    },
  }),
  defineSwitch({
    name: 'duplicate-across-pages',
    spec: '7',
    does: 'Every page begins with the last call of the page before.',
    params: {},
    rows: (all, { perPage }) => {
      const fresh = Math.max(perPage - 1, 1);
      return all.flatMap((row, i) => (i >= perPage && (i - perPage) % fresh === 0 ? [all[i - 1] as Row, row] : [row]));
    },
  }),
  defineSwitch({
    name: 'duplicate-within-page',
    spec: '7',
    does: 'The first call of every page stands there twice.',
    params: {},
    rows: (all, { perPage }) => {
      const fresh = Math.max(perPage - 1, 1);
      return all.flatMap((row, i) => (i % fresh === 0 ? [row, row] : [row]));
    },
  }),
  defineSwitch({
    name: 'unstable-order',
    spec: '11',
    does: 'Calls of the same second change places from request to request.',
    params: {},
    volatile: true,
    rows: (all, _plan, { turn }) => {
      const rank = (row: Row) => hash32(hash32(row.day.seed, row.index), turn.n);
      return all.toSorted((a, b) => localOf(a) - localOf(b) || rank(a) - rank(b));
    },
  }),
  defineSwitch({
    name: 'filter-ignored',
    spec: '12',
    does: "The campaign filter is ignored: other campaigns' calls appear.",
    params: {},
    plan: (plan) => void (plan.campaigns = []),
  }),
];
