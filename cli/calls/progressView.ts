import { SingleBar } from 'cli-progress';
import { keepRecent, rowsPerSecond, secondsLeft, type ProgressSample } from '../../rules/calls/estimate.ts';
import type { ExecutionRow } from '../../stores/calls/contract.ts';
import { count } from './output.ts';

const FORMAT = '{bar} {percentage}% | {figures}';
const LINE_EVERY_MS = 5_000;

/** How a run stands, in front of the reader; `standing` says what it waits for, if it does. */
export interface ProgressView {
  show(run: ExecutionRow, standing: string | null): void;
  end(): void;
}

/** On a terminal a bar that moves, elsewhere a line every few seconds. */
export const createProgressView = (stream: NodeJS.WriteStream): ProgressView =>
  stream.isTTY ? barView(stream) : lineView(stream);

/** Shows nothing. */
export const silentView: ProgressView = { show: () => undefined, end: () => undefined };

function barView(stream: NodeJS.WriteStream): ProgressView {
  const figuresOf = createFigures();
  const bar = new SingleBar({ stream, format: FORMAT, hideCursor: true, clearOnComplete: true, stopOnComplete: false });
  let shown = false;
  return {
    show(run, standing) {
      const { done, total, text } = figuresOf(run, standing);
      if (!shown) bar.start(total, done, { figures: text });
      shown = true;
      bar.setTotal(total);
      bar.update(done, { figures: text });
    },
    end: () => shown && bar.stop(),
  };
}

function lineView(stream: NodeJS.WriteStream): ProgressView {
  const figuresOf = createFigures();
  let saidAtMs = 0;
  let saidStanding: string | null = null;
  return {
    show(run, standing) {
      const { done, total, text } = figuresOf(run, standing);
      if (Date.now() - saidAtMs < LINE_EVERY_MS && standing === saidStanding) return;
      saidAtMs = Date.now();
      saidStanding = standing;
      stream.write(`${Math.floor((100 * done) / total)}% | ${text}\n`);
    },
    end: () => undefined,
  };
}

/** Done and total in rows, or in windows while the vendor gives no counts; and everything else as text. */
function createFigures() {
  let samples: ProgressSample[] = [];
  return (run: ExecutionRow, standing: string | null) => {
    const { windows, expectedRows, fetched, pages } = run;
    samples = keepRecent(samples, { atMs: Date.now(), rows: fetched });
    const rate = rowsPerSecond(samples);
    const left = secondsLeft(expectedRows, fetched, rate);
    const ended = windows.complete + windows.partial + windows.failed;
    return {
      done: expectedRows === null ? ended : Math.min(fetched, expectedRows),
      total: Math.max(1, expectedRows ?? windows.total),
      text: [
        `${ended}/${windows.total} windows`,
        `${count(pages)} pages`,
        `${count(fetched)} rows`,
        `${count(Math.round(rate))} rows/s`,
        `ETA ${left === null ? '—' : `${left} s`}`,
        ...(standing === null ? [] : [standing]),
      ].join(' | '),
    };
  };
}
