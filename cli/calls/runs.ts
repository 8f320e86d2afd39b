import { Command, InvalidArgumentError } from 'commander';
import type { ExecutionRow } from '../../stores/calls/contract.ts';
import { CommandFailed } from '../failure.ts';
import { withCalls, type CallsContext } from './context.ts';
import { EXECUTION_HEAD, executionCells, json, print, table } from './output.ts';
import { summary, report } from './summary.ts';
import { watchHere } from './watchHere.ts';

const LATEST = 20;
/** As in `backfillControls` of schemas/calls.ts. */
const MOST_WINDOWS = 32;
const MOST_RATE = 10_000;

/** @throws CommandFailed when no run of this id is on record */
async function found({ store }: CallsContext, id: string): Promise<ExecutionRow> {
  const run = await store.execution(id);
  if (!run) throw new CommandFailed(`There is no run ${id}.`);
  return run;
}

/** A run that has just begun is not on record yet: whether it exists is then for Temporal to say. @throws CommandFailed */
async function refuseEnded({ store }: CallsContext, id: string): Promise<void> {
  const run = await store.execution(id);
  if (run && run.endedAt !== null) throw new CommandFailed(`The run ${id} has ended (${run.status}).`);
}

/** The state of one run, or of the latest ones. */
export const status = new Command('status')
  .description('how a run stands, or the latest runs')
  .argument('[id]', 'workflow id of the run')
  .option(...json)
  .action((id: string | undefined, options: { json: boolean }) =>
    withCalls(async (context) => {
      const { store } = context;
      if (id !== undefined) {
        const run = await report(store, await found(context, id));
        return print(options.json, run, () => summary(run));
      }
      const { items } = await store.listExecutions({ limit: LATEST });
      print(options.json, items, () => table(EXECUTION_HEAD, items.map(executionCells)));
    }),
  );

/** Follows a run to its end; ends with its exit code. */
export const watchCommand = new Command('watch')
  .description('follow a run to its end')
  .argument('<id>', 'workflow id of the run')
  .option(...json)
  .action((id: string, options: { json: boolean }) =>
    withCalls(async (context) => {
      await found(context, id);
      await watchHere(context, id, options);
    }),
  );

const control = (name: string, description: string, act: (context: CallsContext, id: string) => Promise<unknown>) =>
  new Command(name)
    .description(description)
    .argument('<id>', 'workflow id of the run')
    .option(...json)
    .action((id: string, options: { json: boolean }) =>
      withCalls(async (context) => {
        await refuseEnded(context, id);
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

/** A number within limits. @throws InvalidArgumentError */
const numberUpTo = (most: number, whole: boolean) => (text: string) => {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= most && (!whole || Number.isInteger(value))) return value;
  throw new InvalidArgumentError(`It must be a ${whole ? 'whole ' : ''}number above 0, at most ${most}.`);
};

/** Changes the speed of a run. */
export const tune = new Command('tune')
  .description('change how fast a run goes')
  .argument('<id>', 'workflow id of the run')
  .option('--concurrency <n>', 'windows at a time', numberUpTo(MOST_WINDOWS, true))
  .option('--rate <n>', 'requests per second of the account, in this run and all others', numberUpTo(MOST_RATE, false))
  .option(...json)
  .action((id: string, options: { concurrency?: number; rate?: number; json: boolean }) => {
    const { concurrency, rate: requestsPerSecond } = options;
    if (concurrency === undefined && requestsPerSecond === undefined)
      throw new CommandFailed('Name --concurrency or --rate.', 2);
    return withCalls(async (context) => {
      await refuseEnded(context, id);
      const controls = await context.starters.control(id, { concurrency, requestsPerSecond });
      print(options.json, controls, () => {
        const rate = controls.requestsPerSecond ?? 'as configured';
        return `${controls.concurrency} windows at a time, requests per second: ${rate}${controls.paused ? '; paused' : ''}`;
      });
    });
  });
