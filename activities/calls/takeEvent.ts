import { campaignOf, readEvent } from '../../rules/calls/event.ts';
import { parseJson, type JsonValue } from '../../rules/calls/json.ts';
import { createNormaliser, isRejected } from '../../rules/calls/normalise.ts';
import { localDay } from '../../rules/calls/windows.ts';
import type { CallStore, EventOutcome } from '../../stores/calls/contract.ts';
import type { CallDeps } from './deps.ts';
import { WEBHOOK } from './reviewWindow.ts';

export type TakeEventDeps = Pick<CallDeps, 'alerts' | 'account' | 'zone' | 'finalStatuses' | 'hash' | 'now'> & {
  readonly store: Pick<CallStore, 'mailingAliases' | 'addCall' | 'requestResync' | 'noteEvent'>;
};

/** What became of an event; `rule` says why it was refused. */
export type TakenEvent =
  { readonly outcome: Exclude<EventOutcome, 'refused'> } | { readonly outcome: 'refused'; readonly rule: string };

/**
 * Takes one event of the vendor's webhook (C-55). A call that nobody has read yet is stored; whatever the event says, its
 * day is to be read again. So an event that comes twice, late or out of order replaces nothing, and polling has the last word.
 */
export const createTakeEvent = (deps: TakeEventDeps) => {
  const { store, alerts, account, now } = deps;
  return async function takeEvent(body: string): Promise<TakenEvent> {
    const at = now().toISOString();
    const taken = await take(deps, body, at);
    await store.noteEvent(account, taken.outcome, at);
    if (taken.outcome !== 'refused') await alerts.clear('webhook-silent', WEBHOOK);
    return taken;
  };
};

export type TakeEvent = ReturnType<typeof createTakeEvent>;

async function take(deps: TakeEventDeps, body: string, at: string): Promise<TakenEvent> {
  const { store, account, zone, finalStatuses, hash } = deps;
  const json = parsed(body);
  if (json === undefined) return { outcome: 'refused', rule: 'must be JSON' };
  const event = readEvent(json);
  if (event.kind === 'none') return { outcome: 'refused', rule: event.rule };
  if (event.kind === 'other') return { outcome: 'ignored' };
  const aliases = await store.mailingAliases(account, campaignOf(event.row) ?? 0);
  const call = createNormaliser({ zone, finalStatuses, hash, aliases })(event.row);
  if (isRejected(call)) return { outcome: 'refused', rule: `must hold a call with a usable id (${call.reason})` };
  const stored = await store.addCall(account, call, at);
  // Without an instant or a campaign only polling knows where it belongs.
  if (!stored) return { outcome: 'ignored' };
  const day = localDay(stored.at, zone);
  if (stored.campaign > 0) await store.requestResync(account, { campaign: stored.campaign, day, requestedAt: at });
  return { outcome: stored.added ? 'added' : 'known' };
}

function parsed(body: string): JsonValue | undefined {
  try {
    return parseJson(body);
  } catch {
    return undefined; // refused by the caller, with a rule
  }
}
