import { defaultPattern, parsePattern, type ProtocolPattern } from '../../../rules/consultants/protocolPattern.ts';
import { defaultTurnPolicy, type TurnPolicy } from '../../../rules/consultants/turnPolicy.ts';
import type {
  ConsultantFields,
  ConsultantRow,
  LeaseEnd,
  NumberAsked,
  OfferAsked,
  Turn,
  TurnAsked,
} from '../../../stores/consultants/contract.ts';
import type { Store } from '../../../stores/open.ts';

/** The instant so many seconds after the beginning of a test's day, a Friday. */
export const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 20, 12) + seconds * 1_000).toISOString();

export const BOSS = { actor: 'key-1', at: at(0), emails: 'folded' } as const;
export const DAILY: ProtocolPattern = parsed('{yyyymmdd}-{seq:3}');

function parsed(text: string): ProtocolPattern {
  const check = parsePattern(text, { series: 'per-day' });
  if (!check.ok) throw new Error(check.reason);
  return check.pattern;
}

export const aConsultant = (change: Partial<ConsultantFields> = {}): ConsultantFields => ({
  name: 'Ana',
  email: null,
  phone: '+5511999990000',
  languages: ['pt'],
  active: true,
  inRotation: true,
  online: true,
  pipedriveId: null,
  ...change,
});

/** Makes people, each offered so many seconds after the day's beginning; null = never. */
export async function people(
  { consultants, db }: Store,
  ...offered: readonly (number | string | null | (Partial<ConsultantFields> & { offered?: number }))[]
): Promise<number[]> {
  const ids: number[] = [];
  for (const each of offered) {
    const { offered: seconds = 0, ...change } = each !== null && typeof each === 'object' ? each : {};
    const made = await consultants.createConsultant(aConsultant(change), BOSS);
    if (made.kind !== 'done') throw new Error(`Not created: ${made.kind}`);
    const last = each === null || typeof each === 'string' ? each : at(typeof each === 'number' ? each : seconds);
    await db.updateTable('consultants').set({ last_offered_at: last }).where('id', '=', made.row.id).execute();
    ids.push(made.row.id);
  }
  return ids;
}

type TurnChange = Partial<Omit<TurnAsked, 'policy'>> & { readonly policy?: Partial<TurnPolicy> };

export const aTurn = ({ policy, ...change }: TurnChange = {}): TurnAsked => ({
  actor: 'key-2',
  at: at(1_000),
  language: 'pt',
  numbering: { pattern: defaultPattern, day: '2026-11-20' },
  policy: { ...defaultTurnPolicy, ...policy },
  lease: true,
  mayWait: false,
  ...change,
});

export const aNumber = (change: Partial<NumberAsked> = {}): NumberAsked => ({
  actor: 'key-2',
  at: at(1_000),
  numbering: { pattern: defaultPattern, day: '2026-11-20' },
  needsActive: false,
  attach: false,
  ...change,
});

/** Takes a turn that must be given. */
export async function turnOf({ consultants }: Store, change: TurnChange = {}): Promise<Turn> {
  const outcome = await consultants.takeTurn(aTurn(change));
  if (outcome.kind !== 'given') throw new Error(`No turn: ${outcome.kind}`);
  return outcome.turn;
}

/** Who gets the next turns, one after the other. */
export async function chosenInTurn(store: Store, count: number, change: TurnChange = {}): Promise<number[]> {
  const ids: number[] = [];
  for (let i = 0; i < count; i += 1) ids.push((await turnOf(store, change)).consultant?.id ?? 0);
  return ids;
}

export const anOffer = (
  number: string,
  offerNo: number,
  { policy, ...change }: Partial<Omit<OfferAsked, 'policy'>> & { readonly policy?: Partial<TurnPolicy> } = {},
): OfferAsked => ({
  actor: 'handover',
  at: at(2_000),
  number,
  offerNo,
  excluded: [],
  reach: null,
  policy: { ...defaultTurnPolicy, ...policy },
  ...change,
});

export const anEnd = (number: string, consultantId: number, change: Partial<LeaseEnd> = {}): LeaseEnd => ({
  actor: 'handover',
  at: at(1_500),
  number,
  offerNo: 1,
  consultantId,
  because: 'refused',
  keepsTurn: false,
  notResponding: false,
  served: false,
  ...change,
});

/** Somebody who is there. */
export async function personOf({ consultants }: Store, id: number): Promise<ConsultantRow> {
  const row = await consultants.consultant(id);
  if (!row) throw new Error(`No consultant ${id}.`);
  return row;
}

/** Rows in tables, by name. */
export async function countRows(
  { db }: Store,
  ...tables: readonly ('protocols' | 'consultant_handovers' | 'consultant_offers' | 'consultant_events' | 'outbox')[]
): Promise<number[]> {
  const found = tables.map(async (table) => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('found'))
      .executeTakeFirstOrThrow();
    return Number(row.found);
  });
  return Promise.all(found);
}

export const setCounter = ({ db }: Store, last: number): Promise<unknown> =>
  db
    .insertInto('protocol_series')
    .values({ series: 'running', last_number: last, last_issued_at: at(0) })
    .execute();
