import { Command } from 'commander';
import { CommandFailed } from '../failure.ts';
import { withCalls, type CallsContext } from './context.ts';
import { EXECUTION_HEAD, count, executionCells, print, table } from './output.ts';
import { campaignList, readRequest } from './range.ts';
import { watch } from './watch.ts';

interface BackfillOptions {
  readonly campaigns: number[];
  readonly from: string;
  readonly to: string;
  readonly dryRun: boolean;
  readonly watch: boolean;
  readonly json: boolean;
}

const json = ['--json', 'print JSON'] as const;
const PLAN_WITHIN_MS = 120_000;

/** Starts a backfill, or joins the one that is going, and follows it. */
export const backfill = new Command('backfill')
  .description('copy every call of campaigns in a range')
  .requiredOption('--campaigns <list>', 'comma list of campaign numbers', campaignList)
  .requiredOption('--from <day or instant>', 'first local day, e.g. 2026-11-01')
  .requiredOption('--to <day or instant>', 'last local day, included')
  .option('--dry-run', 'say what it would do, and write nothing', false)
  .option('--no-watch', 'start it and return')
  .option(...json, false)
  .action((options: BackfillOptions) =>
    withCalls(async (context) => {
      const request = readRequest(options, context.config.CALLS_ZONE);
      const { workflowId, runId, joined } = await context.starters.start(request);
      if (request.dryRun) return showPlan(context, workflowId, options.json);
      if (!options.watch)
        return print(
          options.json,
          { workflowId, runId, joined },
          () => `${joined ? 'joined' : 'started'} ${workflowId}`,
        );
      if (!options.json) console.error(`${joined ? 'joined' : 'started'} ${workflowId}`);
      process.exitCode = await watch(context, workflowId, { json: options.json, runId });
    }),
  );

async function showPlan({ starters }: CallsContext, workflowId: string, asJson: boolean): Promise<void> {
  const deadlineMs = Date.now() + PLAN_WITHIN_MS;
  for (;;) {
    const plan = await starters.plan(workflowId);
    if (plan === null) throw new CommandFailed(`${workflowId} ended without a plan; its run in Temporal Web says why.`);
    if (plan === 'planning') {
      if (Date.now() > deadlineMs) throw new CommandFailed(`${workflowId} has no plan yet: is a worker running?`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    const { windows, requests, expectedRows, estimatedSeconds, sample } = plan;
    return print(asJson, plan, () =>
      [
        `${count(windows)} windows, ${count(requests)} requests, ${count(expectedRows)} calls, about ${count(estimatedSeconds)} s. Nothing was written.`,
        table(
          ['campaign', 'from', 'to', 'calls'],
          sample.map((window) => [String(window.campaign), window.from, window.to, window.expectedTotal]),
        ),
      ].join('\n'),
    );
  }
}

/** The state of one run, or of the latest ones. */
export const status = new Command('status')
  .description('how a run stands, or the latest runs')
  .argument('[id]', 'workflow id of the run')
  .option(...json, false)
  .action((id: string | undefined, options: { json: boolean }) =>
    withCalls(async ({ store }) => {
      const items = id === undefined ? (await store.listExecutions({ limit: 20 })).items : [await found(store, id)];
      print(options.json, id === undefined ? items : items[0], () => table(EXECUTION_HEAD, items.map(executionCells)));
    }),
  );

async function found(store: CallsContext['store'], id: string) {
  const run = await store.execution(id);
  if (!run) throw new CommandFailed(`There is no run ${id}.`);
  return run;
}

/** Follows a run to its end; ends with its exit code. */
export const watchCommand = new Command('watch')
  .description('follow a run to its end')
  .argument('<id>', 'workflow id of the run')
  .option(...json, false)
  .action((id: string, options: { json: boolean }) =>
    withCalls(async (context) => {
      await found(context.store, id);
      process.exitCode = await watch(context, id, options);
    }),
  );

const control = (name: string, description: string, act: (context: CallsContext, id: string) => Promise<unknown>) =>
  new Command(name)
    .description(description)
    .argument('<id>', 'workflow id of the run')
    .option(...json, false)
    .action((id: string, options: { json: boolean }) =>
      withCalls(async (context) => {
        const result = (await act(context, id)) ?? { id };
        print(options.json, result, () => `${name}: ${id}`);
      }),
    );

export const pause = control('pause', 'begin no further windows; those in flight end', ({ starters }, id) =>
  starters.control(id, { paused: true }),
);
export const resume = control('resume', 'go on after a pause, or after a new credential', ({ starters }, id) =>
  starters.control(id, { paused: false }),
);
export const cancel = control('cancel', 'end a run; what it has stored stays', ({ starters }, id) =>
  starters.cancel(id),
);

/** Changes the speed of a run. */
export const tune = new Command('tune')
  .description('change how fast a run goes')
  .argument('<id>', 'workflow id of the run')
  .option('--concurrency <n>', 'windows at a time', Number)
  .option('--rate <n>', 'requests per second of the account', Number)
  .option(...json, false)
  .action((id: string, options: { concurrency?: number; rate?: number; json: boolean }) =>
    withCalls(async ({ starters }) => {
      const controls = await starters.control(id, {
        concurrency: options.concurrency,
        requestsPerSecond: options.rate,
      });
      print(options.json, controls, () => JSON.stringify(controls));
    }),
  );
