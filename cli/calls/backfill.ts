import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { RunPlan } from '../../schemas/calls.ts';
import { loadConfig } from '../../schemas/config.ts';
import { CommandFailed } from '../failure.ts';
import { withCalls, type CallsContext } from './context.ts';
import { count, json, localTime, print, table } from './output.ts';
import { campaignList, readRequest } from './range.ts';
import { watchHere } from './watchHere.ts';

const PLAN_WITHIN_MS = 120_000;
const ASK_EVERY_MS = 200;

interface BackfillOptions {
  readonly campaigns: number[];
  readonly from: string;
  readonly to: string;
  readonly dryRun: boolean;
  readonly watch: boolean;
  readonly json: boolean;
}

/** Starts a backfill, or joins the one that is going, and follows it. */
export const backfill = new Command('backfill')
  .description('copy every call of campaigns in a range')
  .requiredOption('--campaigns <list>', 'comma list of campaign numbers', campaignList)
  .requiredOption('--from <day or instant>', 'first local day, e.g. 2026-11-01')
  .requiredOption('--to <day or instant>', 'last local day, included; an instant is not')
  .option('--dry-run', 'say what it would do, and write nothing', false)
  .option('--no-watch', 'start it and return')
  .option(...json)
  .action((options: BackfillOptions) => {
    const config = loadConfig();
    const request = readRequest(options, config.CALLS_ZONE);
    return withCalls(async (context) => {
      const { workflowId, runId, joined } = await context.starters.start(request);
      const said = `${joined ? 'joined' : 'started'} ${workflowId}`;
      if (request.dryRun) {
        const plan = await planOf(context, workflowId);
        return print(options.json, plan, () => planText(plan, config.CALLS_ZONE));
      }
      if (!options.watch) return print(options.json, { workflowId, runId, joined }, () => said);
      if (!options.json) console.error(said);
      await watchHere(context, workflowId, { json: options.json, runId });
    }, config);
  });

async function planOf({ starters }: CallsContext, workflowId: string): Promise<RunPlan> {
  for (const deadlineMs = Date.now() + PLAN_WITHIN_MS; Date.now() < deadlineMs; await sleep(ASK_EVERY_MS)) {
    const plan = await starters.plan(workflowId);
    if (plan === null) throw new CommandFailed(`${workflowId} ended without a plan; its run in Temporal Web says why.`);
    if (plan !== 'planning') return plan;
  }
  throw new CommandFailed(`${workflowId} has no plan yet: is a worker running, and does the dialer answer?`);
}

const planText = ({ windows, requests, expectedRows, estimatedSeconds, sample }: RunPlan, zone: string): string =>
  [
    `${count(windows)} windows, ${count(requests)} requests, ${count(expectedRows)} calls, about ${count(estimatedSeconds)} s. Nothing was written.`,
    table(
      ['campaign', 'from', 'to', 'calls'],
      sample.map((window) => [
        String(window.campaign),
        localTime(window.from, zone),
        localTime(window.to, zone),
        window.expectedTotal,
      ]),
    ),
  ].join('\n');
