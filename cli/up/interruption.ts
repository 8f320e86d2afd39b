const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interruption {
  /** Fires at the first Ctrl-C, SIGTERM or hang-up. */
  readonly signal: AbortSignal;
  /** Gives the signals back to the system. */
  release(): void;
}

/** Turns the reader's wish to stop into an AbortSignal; `again` is called when they say it twice. */
export function watchInterruption(again: () => void): Interruption {
  const controller = new AbortController();
  const hear = () => (controller.signal.aborted ? again() : controller.abort());
  for (const signal of SIGNALS) process.on(signal, hear);
  return {
    signal: controller.signal,
    release: () => SIGNALS.forEach((signal) => process.off(signal, hear)),
  };
}
