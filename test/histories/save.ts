import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { scrubbed } from './scrubbed.ts';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** Writes every history of the chain: `<name>.json`, `<name>-2.json`, … */
export async function save({ workflow }: Client, name: string, workflowId: string): Promise<void> {
  const { raw, runId: lastRunId } = await workflow.getHandle(workflowId).describe();
  let part = 1;
  for (let runId: string | null | undefined = raw.workflowExecutionInfo?.firstRunId ?? lastRunId; runId; part++) {
    const history: History = await workflow.getHandle(workflowId, runId).fetchHistory();
    const file = `${name}${part === 1 ? '' : `-${part}`}.json`;
    const recorded = { workflowId, history: JSON.parse(historyToJSON(history)) as unknown };
    writeFileSync(join(import.meta.dirname, file), scrubbed(`${JSON.stringify(recorded, null, 2)}\n`));
    process.stdout.write(`${file}: ${history.events?.length} events\n`);
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
}
