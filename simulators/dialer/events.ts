import { z } from 'zod';
import { fraction, hash32 } from '../support/random.ts';
import { epochOf, type Row } from './calendar.ts';
import { eventCall } from './eventCall.ts';
import { isListed, rowsBetween } from './listing.ts';
import type { Simulator } from './simulator.ts';
import { DAY_SECONDS } from './zone.ts';

/** After so many failed deliveries the vendor switches a webhook off by itself, until a person switches it on again (3.8). */
const FAILURES_ALLOWED = 50;
const PATIENCE_MS = 5_000;

const share = z.number().min(0).max(1).default(0);
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** `POST /__events`: which calls the webhook tells of, where, and how badly. */
const delivery = z.strictObject({
  to: z.url(),
  /** Calls that began in the half-open `[from, until)`. */
  from: instant,
  until: instant,
  campaign: z.int().positive().optional(),
  event: z
    .enum(['call-history-was-created', 'manual-call-was-updated', 'call-was-connected'])
    .default('call-history-was-created'),
  envelope: z.enum(['body', 'data']).default('body'),
  field: z.enum(['callHistory', 'call']).default('callHistory'),
  mode: z
    .strictObject({
      /** Shares of the calls: delivered twice, never, or only after all others. */
      duplicates: share,
      missing: share,
      late: share,
      order: z.enum(['kept', 'reversed', 'shuffled']).default('kept'),
      /** Calls too that the history does not list yet. */
      early: z.boolean().default(false),
    })
    .prefault({}),
});
type Delivery = z.infer<typeof delivery>;

/** The account's webhook, as long as it is switched on. */
export interface Webhook {
  failures: number;
  disabled: boolean;
}

export interface Deliveries {
  readonly delivered: number;
  readonly failed: number;
  /** Never sent, because the webhook was switched off. */
  readonly suppressed: number;
  readonly disabled: boolean;
}

/** Sends events one after the other, as long as the webhook is on. Rejects on a question that makes no sense. */
export const deliverEvents = async (sim: Simulator, input: unknown): Promise<Deliveries> => {
  const wanted = delivery.parse(input);
  const { webhook } = sim;
  const rows = inMode(rowsOf(sim, wanted), wanted.mode);
  const done = { delivered: 0, failed: 0 };
  for (const row of rows) {
    if (webhook.disabled) break;
    if (await post(wanted.to, envelope(sim, wanted, row))) {
      done.delivered++;
    } else {
      done.failed++;
      webhook.disabled = ++webhook.failures >= FAILURES_ALLOWED;
    }
  }
  return { ...done, suppressed: rows.length - done.delivered - done.failed, disabled: webhook.disabled };
};

const rowsOf = (sim: Simulator, { campaign, from, until, mode }: Delivery): Row[] => {
  const campaigns = campaign === undefined ? [] : [campaign];
  const now = sim.clock.now();
  return rowsBetween(sim, campaigns, Math.floor(from / 1000) - DAY_SECONDS, Math.ceil(until / 1000) + DAY_SECONDS)
    .filter((row) => epochOf(row) * 1000 >= from && epochOf(row) * 1000 < until)
    .filter((row) => isListed(sim, row, now) || (mode.early && epochOf(row) * 1000 <= now));
};

/** Which calls a mode picks depends on the seed alone. */
const draw = ({ day, index }: Row, salt: number): number => fraction(hash32(hash32(day.seed, index), salt));

const inMode = (rows: Row[], { duplicates, missing, late, order }: Delivery['mode']): Row[] => {
  const kept = rows.filter((row) => draw(row, 1) >= missing);
  if (order === 'reversed') kept.reverse();
  if (order === 'shuffled') kept.sort((a, b) => draw(a, 2) - draw(b, 2));
  const isLate = (row: Row) => draw(row, 3) < late;
  const inTurn = [...kept.filter((row) => !isLate(row)), ...kept.filter(isLate)];
  return inTurn.flatMap((row) => (draw(row, 4) < duplicates ? [row, row] : [row]));
};

const envelope = (sim: Simulator, { event, envelope: form, field }: Delivery, row: Row): string => {
  const data = { [field]: eventCall(sim, row) };
  return JSON.stringify(form === 'body' ? { body: { [event]: data } } : { event, data });
};

const post = async (to: string, body: string): Promise<boolean> => {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(to, { method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // nobody there, or too slow: a failed delivery like any other
  }
};
