import { contentHash } from '../../activities/calls/contentHash.ts';
import pLimit from 'p-limit';
import { apiRoot } from '../../activities/calls/dialer/address.ts';
import { createDialer } from '../../activities/calls/dialer/client.ts';
import { readRows } from '../../activities/calls/pageRows.ts';
import { runSettings } from '../../activities/calls/settings.ts';
import { createNormaliser } from '../../rules/calls/normalise.ts';
import { planDayWindows, vendorRange } from '../../rules/calls/windows.ts';
import { databaseUrl } from '../../runtime/databaseUrl.ts';
import { loadConfig } from '../../schemas/config.ts';
import { openStore } from '../../stores/open.ts';
import type { Workload } from './world.ts';

// The least that copies calls: the same client, parser and store as the product, pages side by side, nothing proven.
const { campaigns, from, to, calls } = JSON.parse(process.argv[2] ?? '') as Workload;
const config = loadConfig();
const settings = runSettings(config);
const store = await openStore(databaseUrl(config));
await store.migrate();
const dialer = createDialer({
  root: apiRoot(config.DIALER_BASE_URL, false),
  token: async () => config.DIALER_TOKEN ?? '',
  tokenStyle: 'header',
  campaignParameter: 'campaigns[]',
  pagination: 'auto',
  limits: { firstByteMs: 30_000, idleMs: 15_000, totalMs: 90_000 },
  permits: { take: async () => {}, slowDown: async () => {} },
  now: Date.now,
});
const normalise = createNormaliser({
  zone: settings.zone,
  finalStatuses: new Set([7]),
  hash: contentHash,
  aliases: {},
});
const windows = planDayWindows({
  campaigns: [...campaigns],
  from,
  to,
  zone: settings.zone,
  windowMinutes: settings.windowMinutes,
});
const at = new Date().toISOString();
const executionId = await store.calls.beginExecution({
  workflowId: 'bare',
  runId: 'bare',
  account: 'main',
  zone: settings.zone,
  kind: 'backfill',
  campaigns,
  from,
  to,
  startedAt: at,
});
const tasks = await store.calls.planWindows(
  executionId,
  'main',
  'all',
  windows.map((window) => ({ ...window, expectedTotal: null })),
);
const limit = pLimit(config.CALLS_PAGE_CONCURRENCY);

const startedMs = performance.now();
let rows = 0;
const pagesOf = Math.ceil(calls / windows.length / settings.pageSize);
await Promise.all(
  tasks.flatMap((task) =>
    Array.from({ length: pagesOf }, (_, index) =>
      limit(async () => {
        const page = index + 1;
        const range = vendorRange(task, settings.overlapMinutes, settings.zone);
        const envelope = await dialer.page({ campaign: task.campaign, ...range, page, perPage: settings.pageSize });
        const { calls: read } = readRows(envelope.rows, task.campaign, normalise);
        rows += read.length;
        const cursor = { pass: 1, pagesDone: page, pagesAhead: [], largestPage: settings.pageSize, nextLink: null };
        await store.calls.writeBatch({
          window: { executionId, ordinal: task.ordinal },
          account: 'main',
          campaign: task.campaign,
          undatedAt: task.from,
          pages: [{ page, rows: read, rejected: [] }],
          cursor,
          at,
        });
      }),
    ),
  ),
);
process.stdout.write(`rows_per_s ${Math.round((rows / (performance.now() - startedMs)) * 1_000)}\n`);
await store.close();
