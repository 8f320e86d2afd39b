import { callsPage } from './pages.ts';
import { readCallsQuery } from './callsQuery.ts';
import { turnOf } from './request.ts';
import type { Simulator } from './simulator.ts';

/** A window to build in advance; `start` and `end` exactly as they will stand in `start_date` and `end_date`. */
export interface Preparation {
  readonly start: string;
  readonly end: string;
  readonly campaign: number;
  readonly perPage: number;
  /** The rest of the query as it will be asked; default `with_mailing=true&simple_paginate=true`. */
  readonly query?: string;
}

/** The question to which the prepared pages will be the answer, written as `readRequest` does. */
const preparedQuery = ({ start, end, campaign, perPage, query }: Preparation): URLSearchParams => {
  const asked = new URLSearchParams({ start_date: start, end_date: end, 'campaigns[]': String(campaign) });
  asked.set('per_page', String(perPage));
  new URLSearchParams(query ?? 'with_mailing=true&simple_paginate=true').forEach((value, name) =>
    asked.append(name, value),
  );
  asked.sort();
  return asked;
};

/** Builds and keeps the bodies of all pages of a window under the faults in force. Throws on a query that the vendor refuses. */
export const prepare = (sim: Simulator, preparation: Preparation, baseUrl: string) => {
  const query = preparedQuery(preparation);
  const totals = { pages: 0, calls: 0, bytes: 0 };
  for (let page = 1; ; page++) {
    const plan = readCallsQuery(new URLSearchParams([...query, ['page', String(page)]]), true);
    if ('errors' in plan) throw new RangeError(`refused: ${Object.keys(plan.errors).join(', ')}`);
    const request = { method: 'GET', path: '/calls', query, rawPage: String(page), token: null } as const;
    const turn = turnOf(sim, { ...request, credentialIn: 'none', agentId: undefined }, 0, { baseUrl, connections: 0 });
    const reply = callsPage(sim, plan, turn, sim.faults.preview(turn));
    totals.pages += 1;
    totals.calls += reply.rows ?? 0;
    totals.bytes += reply.body.length;
    if (!reply.rows) return totals;
  }
};
