import { localRange } from '../../../rules/calls/localRange.ts';
import type { ExitCode } from '../../../rules/calls/outcome.ts';
import { dayRange, yesterday } from '../../../rules/calls/windows.ts';
import { backfillRequest, type BackfillRequest } from '../../../schemas/calls.ts';
import type { RobotTask } from '../../../schemas/robot.ts';
import { CommandFailed } from '../../failure.ts';
import { createOutput } from '../../up/output.ts';
import { makePlan } from '../../up/plan.ts';
import { supervised } from '../../up/supervised.ts';
import { withCalls, type CallsContext } from '../context.ts';
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
  const zone = config.CALLS_ZONE;
  const request = requestOf(task, zone);
  await checkStart(config);
  const { say } = createOutput(process.stderr);
  const worker = createLastWords();
  const plan = () => makePlan(config, { settings: { ...settings, WORKER_SCHEDULES: 'false' }, bare: true });
  say(`copying campaigns ${request.campaigns.join(', ')}, ${rangeText(request, zone)}`);
  const exitCode = await supervised({ config, writeLine: worker.hear, say, plan }, ({ config: running }, signal) => {
    worker.forget();
    return withCalls((context) => copy(context, request, signal), running);
  }).finally(worker.repeat);
  if (exitCode === null) throw new CommandFailed('Stopped before the end: the same command goes on where it stopped.');
  return exitCode;
}

async function copy(context: CallsContext, request: BackfillRequest, signal: AbortSignal): Promise<ExitCode | null> {
  const { workflowId, runId, joined } = await context.starters.start(request);
  if (joined) await context.starters.control(workflowId, { paused: false });
  return watch(context, workflowId, { json: false, runId, signal, alone: true });
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

const KEPT_LINES = 20;

/**
 * The lines of the worker would tear the progress bar apart, and its log file has them. Only when it does not even start
 * are they what the reader needs.
 */
function createLastWords() {
  let lines: string[] = [];
  let listening = true;
  return {
    hear: (_name: string, line: string) => {
      if (listening) lines = [...lines, line].slice(-KEPT_LINES);
    },
    /** It has started. */
    forget: () => {
      listening = false;
      lines = [];
    },
    repeat: () => lines.forEach((line) => console.error(line)),
  };
}
