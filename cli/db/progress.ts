import { SingleBar } from 'cli-progress';
import type { Batch, RowSource } from '../../stores/maintenance/rowSource.ts';
import { count } from '../calls/output.ts';

const FORMAT = '{step} {bar} {percentage}% | {figures}';
const LINE_EVERY_MS = 5_000;

/** How far a step over all rows is, on standard error. */
export interface RowProgress {
  begin(step: string, source: Pick<RowSource, 'tables'>): void;
  /** Counts rows that are done. @throws when the reader wants it to end */
  readonly add: (batch: Batch) => void;
  end(): void;
}

type Show = (step: string, done: number, total: number, figures: string) => void;

/** On a terminal a bar that moves, elsewhere a line every few seconds; silent beside a JSON document. */
export function createRowProgress(
  stream: NodeJS.WriteStream,
  { silent, signal }: { readonly silent: boolean; readonly signal: AbortSignal },
): RowProgress {
  const view = silent ? { show: () => undefined, end: () => undefined } : createView(stream);
  let [step, total, done, startedMs] = ['', 0, 0, 0];
  return {
    begin(name, { tables }) {
      view.end();
      [step, done, startedMs] = [name, 0, Date.now()];
      total = tables.reduce((sum, { rows }) => sum + rows, 0);
    },
    add({ table, rows }) {
      signal.throwIfAborted();
      done += rows.length;
      const perSecond = Math.round((1_000 * done) / Math.max(1, Date.now() - startedMs));
      view.show(
        step,
        done,
        total,
        `${table.name} | ${count(done)} of ${count(total)} rows | ${count(perSecond)} rows/s`,
      );
    },
    end: () => view.end(),
  };
}

function createView(stream: NodeJS.WriteStream): { show: Show; end(): void } {
  return stream.isTTY ? barView(stream) : lineView(stream);
}

function barView(stream: NodeJS.WriteStream): { show: Show; end(): void } {
  let bar: SingleBar | undefined;
  return {
    show(step, done, total, figures) {
      if (!bar) {
        bar = new SingleBar({ stream, format: FORMAT, hideCursor: true, clearOnComplete: true, stopOnComplete: false });
        bar.start(total, 0, { step, figures });
      }
      bar.update(done, { figures });
    },
    end() {
      bar?.stop();
      bar = undefined;
    },
  };
}

function lineView(stream: NodeJS.WriteStream): { show: Show; end(): void } {
  let saidMs = Date.now();
  return {
    show(step, _done, _total, figures) {
      if (Date.now() - saidMs < LINE_EVERY_MS) return;
      saidMs = Date.now();
      stream.write(`${step} | ${figures}\n`);
    },
    end: () => undefined,
  };
}
