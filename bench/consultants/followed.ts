import { handoverId } from '../../rules/consultants/handoverId.ts';
import { CONSULTANT_WORKFLOWS } from '../../workflows/consultants/messages.ts';
import type { Product } from '../support/product.ts';

export interface Followed {
  /** Turns that were given: each must have a hand-over of its own. */
  readonly handovers: number;
  /** Those of them that a workflow is following now. */
  readonly running: number;
  /** Workflows that are not the first of their turn. */
  readonly started_twice: number;
}

const PAGE_SIZE = 1_000;

/** The turns in the store against the workflows that Temporal knows of, which it may show a little late. */
export async function followed({ store, client }: Pick<Product, 'store' | 'client'>): Promise<Followed> {
  const turns = await store.db.selectFrom('protocols').select('number').where('origin', '=', 'turn').execute();
  const [started, running] = [new Set<string>(), new Set<string>()];
  let executions = 0;
  const query = `WorkflowType = '${CONSULTANT_WORKFLOWS.handover}'`;
  for await (const { workflowId, status } of client.workflow.list({ query, pageSize: PAGE_SIZE })) {
    executions += 1;
    started.add(workflowId);
    if (status.name === 'RUNNING') running.add(workflowId);
  }
  return {
    handovers: turns.length,
    running: turns.filter(({ number }) => running.has(handoverId(number))).length,
    started_twice: executions - started.size,
  };
}
