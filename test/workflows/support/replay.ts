import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { root } from '../../../runtime/paths.ts';
import { workflowBundle } from './workflowBundle.ts';

/** One event of a recorded history, as proto JSON. */
export interface RecordedEvent {
  readonly eventType: string;
  readonly workflowExecutionStartedEventAttributes?: { workflowType: { name: string } };
  readonly activityTaskScheduledEventAttributes?: { activityType: { name: string } };
}

/** A recorded run of a workflow, with the id that it ran under. */
export interface Recorded {
  readonly file: string;
  readonly workflowId: string;
  readonly history: { readonly events: readonly RecordedEvent[] };
}

const folder = join(root, 'test/histories');

/** Every recorded history, as text and as what it says. */
export const recordedHistories = (): (Recorded & { readonly text: string })[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return { file, text, ...(JSON.parse(text) as Omit<Recorded, 'file'>) };
    });

export const typeOf = ({ history }: Pick<Recorded, 'history'>): string =>
  history.events[0]?.workflowExecutionStartedEventAttributes?.workflowType.name ?? 'unknown';

/** Names among `types` that no history has. */
export const unrecorded = (types: readonly string[], histories: readonly Recorded[]): string[] => {
  const recorded = new Set(histories.map(typeOf));
  return types.filter((type) => !recorded.has(type));
};

/** Replays histories against today's bundle. @returns why each failed, by its place; null = it did not */
export async function replay(
  histories: readonly Pick<Recorded, 'workflowId' | 'history'>[],
): Promise<(string | null)[]> {
  const results = Worker.runReplayHistories(
    { workflowBundle: { code: await workflowBundle() } },
    histories.map(({ workflowId, history }) => ({ workflowId, history })),
  );
  const failures: (string | null)[] = [];
  for await (const { error } of results) failures.push(error ? `${error.name}: ${error.message}` : null);
  return failures;
}
