import { join } from 'node:path';
import { localRange } from '../../../rules/calls/localRange.ts';
import { dayRange, yesterday } from '../../../rules/calls/windows.ts';
import { pathsIn } from '../../../runtime/paths.ts';
import { backfillRequest, type BackfillRequest } from '../../../schemas/calls.ts';
import type { RobotTask } from '../../../schemas/robot.ts';
import { CommandFailed } from '../../failure.ts';
import { createOutput } from '../../up/output.ts';
import { makePlan, type Plan } from '../../up/plan.ts';
import { supervised } from '../../up/supervised.ts';
import { withCalls } from '../context.ts';
import { localTime } from '../output.ts';
import { watch } from '../watch.ts';
import { checkStart } from './checks.ts';
import type { RobotSettings } from './robot.ts';

type ManualTask = Extract<RobotTask, { mode: 'manual' }>;

/**
 * Copies one range, yesterday if none is given, and ends with the run's exit code. A run that an earlier start left
 * unfinished is gone on with.
 */
export async function runManual({ config, settings }: RobotSettings, task: ManualTask): Promise<number> {
  const request = requestOf(task, config.CALLS_ZONE);
  await checkStart(config);
  const { say, writeLine } = createOutput(process.stderr);
  const plan = async () =>
    quietWorker(await makePlan(config, { settings: { ...settings, WORKER_SCHEDULES: 'false' }, bare: true }));
  say(`copying campaigns ${request.campaigns.join(', ')}, ${rangeText(request, config.CALLS_ZONE)}`);
  const exitCode = await supervised({ config, writeLine, say, plan }, ({ config: running }, signal) =>
    withCalls(async (context) => {
      const { workflowId, runId, joined } = await context.starters.start(request);
      if (joined) await context.starters.control(workflowId, { paused: false });
      return watch(context, workflowId, { json: false, runId, signal, alone: true });
    }, running),
  );
  if (exitCode === null) throw new CommandFailed('Stopped before the end: the same command goes on where it stopped.');
  return exitCode;
}

function requestOf({ campaigns, range }: ManualTask, zone: string): BackfillRequest {
  const interval = range ? localRange(range, zone) : dayRange(yesterday(new Date(), zone), zone);
  const parsed = backfillRequest.safeParse({ campaigns, ...interval });
  if (parsed.success) return parsed.data;
  const rules = parsed.error.issues.map(({ message }) => message);
  throw new CommandFailed(`MANUAL_START_DATE, MANUAL_END_DATE: the range ${rules.join(', ')}.`, 2);
}

const rangeText = ({ from, to }: BackfillRequest, zone: string): string =>
  `${localTime(from, zone)} to ${localTime(new Date(Date.parse(to) - 1_000).toISOString(), zone)} (${zone})`;

/** Its lines would tear the progress bar apart. */
function quietWorker(plan: Plan): Plan {
  const logFile = join(pathsIn(plan.config.PLANTAO_HOME).logs, 'robot-worker.log');
  return { ...plan, children: plan.children.map((child) => (child.name === 'worker' ? { ...child, logFile } : child)) };
}
