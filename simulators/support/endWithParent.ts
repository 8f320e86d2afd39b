/** Ends this process with the one that started it, however that ends, and at once when it is told to. */
export const endWithParent = (close: () => Promise<void>): void => {
  process.once('disconnect', () => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void close().finally(() => process.exit(0)));
  }
};
