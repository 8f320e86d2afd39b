import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LEGACY_CALL_COLUMNS } from '../../rules/calls/columns.ts';

/** The old robot pauses after each good page. */
const PAUSE_MS = 500;

export interface RobotRun {
  readonly baseUrl: string;
  readonly folder: string;
  readonly pages: number;
  readonly perPage: number;
  readonly campaigns: readonly number[];
  readonly from: string;
}

/**
 * A faithful copy of the legacy robot's way: pages one after the other over a new connection each, one INSERT and one durable
 * COMMIT a row, half a second's pause after each page. Its first pages are enough: every one costs the same.
 */
export async function robotWay({
  baseUrl,
  folder,
  pages,
  perPage,
  campaigns,
  from,
}: RobotRun): Promise<{ rowsPerSecond: number; rowsPerSecondWithoutPause: number }> {
  const db = new DatabaseSync(join(folder, 'robot.db'));
  // SQL Server writes its log through to the disk at every COMMIT.
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL');
  const names = LEGACY_CALL_COLUMNS.map(({ name }) => name);
  db.exec(`CREATE TABLE calls (${names.join(', ')}, PRIMARY KEY (id))`);
  const insert = db.prepare(`INSERT INTO calls VALUES (${names.map(() => '?').join(', ')})`);
  const day = new Date(Date.parse(from) - 3 * 3_600_000).toISOString().slice(0, 10);
  let rows = 0;
  const startedMs = performance.now();
  for (let page = 1; page <= pages; page++) {
    const query = new URLSearchParams({
      api_token: 'sim-token-1',
      page: String(page),
      start_date: `${day} 00:00:00`,
      end_date: `${day} 23:59:59`,
      campaign_ids: campaigns.join(','),
      per_page: String(perPage),
    });
    const response = await fetch(`${baseUrl}/calls?${query.toString()}`, { headers: { connection: 'close' } });
    const { data } = (await response.json()) as { data: Record<string, unknown>[] };
    for (const call of data) {
      db.exec('BEGIN');
      insert.run(...names.map((name) => bindable(call[name])));
      db.exec('COMMIT');
      rows++;
    }
    await sleep(PAUSE_MS);
  }
  const elapsedMs = performance.now() - startedMs;
  db.close();
  return {
    rowsPerSecond: (rows / elapsedMs) * 1_000,
    rowsPerSecondWithoutPause: (rows / (elapsedMs - pages * PAUSE_MS)) * 1_000,
  };
}

const bindable = (value: unknown): string | number | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
};
