import { collectEvidence, isLacking, lostSince, presentFields } from '../../rules/calls/evidence.ts';
import { parseJson } from '../../rules/calls/json.ts';
import { isClosed } from '../../rules/calls/windows.ts';
import type { CallAlertKind, CallWindow } from '../../schemas/calls.ts';
import type { Alerts } from '../alerts.ts';
import type { CallDeps } from './deps.ts';
import type { PassReport } from './pass.ts';

export type ReviewDeps = Pick<CallDeps, 'store' | 'account' | 'alerts' | 'now'> & {
  /** How long events may stay away while calls go on; null = no events are expected. */
  readonly eventSilenceMinutes: number | null;
};

/** The one webhook of an account, as the unit of its alert. */
export const WEBHOOK = 'webhook';

/** Calls before a window that show what used to come. */
const EARLIER_CALLS = 50;
const MINUTE_MS = 60_000;

type ReviewAlerts = Alerts<CallAlertKind>;

/**
 * Looks at a window that has been read for what concerns more than this window: mailing or fields that stopped coming
 * (C-14, C-25), a filter that is ignored (C-15), pages that repeat (5.1), and events that stay away (C-55).
 */
export async function reviewWindow(deps: ReviewDeps, window: CallWindow, lagMinutes: number, report: PassReport) {
  const { alerts, now } = deps;
  await reviewListing(alerts, window, report);
  if (report.stopped || !isClosed(window, lagMinutes, now())) return;
  // A pass that an earlier attempt began has not seen every row.
  if (report.seen !== null) await reviewContent(deps, window, report);
  await reviewEvents(deps, window);
}

async function reviewListing(
  alerts: ReviewAlerts,
  { campaign, from, to }: CallWindow,
  { strangers, stopped }: PassReport,
) {
  const unit = String(campaign);
  if (strangers > 0) {
    const detail = `${strangers} calls of other campaigns came with the window from ${from} of campaign ${unit}.`;
    await alerts.raise('filter-ignored', unit, detail);
  } else {
    await alerts.clear('filter-ignored', unit, to);
  }
  if (stopped?.reason === 'repeating-page') {
    const detail = `Page ${stopped.page} of the window from ${from} held only calls that had been read before.`;
    await alerts.raise('repeating-page', unit, detail);
  } else if (!stopped) {
    await alerts.clear('repeating-page', unit, to);
  }
}

async function reviewContent({ store, account, alerts }: ReviewDeps, window: CallWindow, { evidence }: PassReport) {
  const { campaign, from, to } = window;
  if (evidence.withMailing > 0) await alerts.clear('mailing-missing', String(campaign), to);
  if (evidence.rows > 0) await alerts.clear('field-gone', presentFields(evidence), to);
  if (!isLacking(evidence)) return;
  const earlier = collectEvidence();
  earlier.add((await store.latestRaws(account, campaign, from, EARLIER_CALLS)).map(parseJson));
  const lost = lostSince(evidence, earlier.read());
  if (lost.mailing) {
    const detail = `None of ${evidence.rows} calls of the window from ${from} has mailing data; calls before it had.`;
    await alerts.raise('mailing-missing', String(campaign), detail);
  }
  for (const field of lost.fields) {
    const detail = `No call of campaign ${campaign} has the field since ${from}; calls before had it.`;
    await alerts.raise('field-gone', field, detail);
  }
}

/** Calls that began after the last event are known from polling alone: had the webhook been alive, they would have had events. */
async function reviewEvents({ store, account, alerts, now, eventSilenceMinutes }: ReviewDeps, window: CallWindow) {
  if (eventSilenceMinutes === null) return;
  const lastAt = await store.lastEventAt(account, now().toISOString());
  if (now().getTime() - Date.parse(lastAt) < eventSilenceMinutes * MINUTE_MS) return;
  const untold = await store.countCalls(account, { ...window, from: lastAt > window.from ? lastAt : window.from });
  if (untold === 0) return;
  const detail = `No event since ${lastAt}, but calls went on: ${untold} in the window from ${window.from}.`;
  await alerts.raise('webhook-silent', WEBHOOK, detail);
}
