import type { z } from 'zod';
import { liveOrNull } from '../liveOrNull.ts';
import { HttpProblem, notFound } from '../problems.ts';
import type { Given } from '../route.ts';
import type { backfillProgress } from './answers.ts';
import type { CallsApiDeps } from './deps.ts';
import { backfillLinks } from './links.ts';

type Progress = Given<z.input<typeof backfillProgress>>;
type Deps = Pick<CallsApiDeps, 'store' | 'starters'>;

/** A run that has just begun and a dry run have no record. */
async function withoutRecord(starters: Deps['starters'], id: string): Promise<Omit<Progress, 'id' | 'links'>> {
  const plan = await starters.plan(id);
  if (plan === 'planning') return { state: 'planning', execution: null, live: null, plan: null };
  if (plan) return { state: 'planned', execution: null, live: null, plan };
  const live = await starters.live(id);
  if (!live) throw notFound('Backfill');
  return { state: 'running', execution: null, live, plan: null };
}

/**
 * How a backfill stands: its record, what it says while it is going, or what its dry run found. Temporal is asked only
 * about what is not over.
 * @throws HttpProblem 404
 */
export async function readProgress({ store, starters }: Deps, id: string): Promise<Progress> {
  const links = backfillLinks(id);
  const execution = await store.execution(id);
  if (!execution) return { id, links, ...(await withoutRecord(starters, id)) };
  if (execution.endedAt !== null) return { id, links, state: 'ended', execution, live: null, plan: null };
  return { id, links, state: 'running', execution, live: await liveOrNull(() => starters.live(id)), plan: null };
}

/** @throws HttpProblem 409 when the run is over */
export async function requireGoing({ store }: Pick<Deps, 'store'>, id: string): Promise<void> {
  const execution = await store.execution(id);
  if (execution && execution.endedAt !== null) throw new HttpProblem(409, 'run-ended', 'The backfill is over');
}
