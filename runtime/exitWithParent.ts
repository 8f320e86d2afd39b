const LAST_RESORT_MS = 15_000;

/**
 * Ends this process when the one that started it with an IPC channel is gone: first as on SIGTERM, so that work in flight
 * is handed back, then at once. Does nothing without such a channel, and keeps no process alive by itself.
 */
export function exitWithParent(): void {
  if (process.channel === undefined || process.channel === null) return;
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref();
}
