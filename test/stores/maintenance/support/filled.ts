import type { Store } from '../../../../stores/open.ts';
import { people, turnOf } from '../../support/consultants.ts';
import { aBatch, aCall, ACCOUNT, aMailing, AT, CAMPAIGN, DAY, plannedWindow } from '../../support/builders.ts';

const LATER = '2999-01-01T00:00:00.000Z';

/** Values that a careless copy spoils: every kind of column, long texts, emoji, separators, many digits. */
const hard = {
  number: '\u2028\u2029"\\\n\t',
  call_date: '2026-11-20T09:00:00',
  has_agent: 1,
  recorded: 0,
  feedback: '🙂'.repeat(2_000),
  transcription: `${'ç'.repeat(9_000)} `,
  list_name: '  spaces stay  ',
  billed_amount: '0.123456789012345',
  acw_seconds: 2_147_483_647,
  is_final: 0,
};

/**
 * Puts rows into every table.
 * @param calls how many; ids are such that their order differs from that of words, and some tables take several pages
 */
export async function fill(store: Store, calls: number): Promise<void> {
  await fillCalls(store, calls);
  await fillTheRest(store);
  await fillConsultants(store);
}

async function fillCalls(store: Store, calls: number): Promise<void> {
  const window = await plannedWindow(store, 'w');
  const entries = [{ name: 'Razão Social', normalisedName: 'RAZAO SOCIAL', value: 'Ação & Cia 🙂' }];
  const rows = Array.from({ length: calls }, (_, i) =>
    aCall({
      id: `${i % 2 === 0 ? 'a' : 'B'}-${i}`,
      values: i === 0 ? hard : { billed_amount: `${i}.5` },
      mailing: aMailing(`m-${i}`, entries, { cpf: '000' }),
      oddities: ['x', 'y'].map((rule) => ({ field: 'number', rule, original: '?' })),
    }),
  );
  const rejected = [{ reason: 'missing-id', raw: '{}', at: null, campaignId: null } as const];
  await store.calls.writeBatch(aBatch(window, rows, { rejected }));
  await plannedWindow(store, 'w-2');
}

async function fillTheRest({ db, calls, alerts, access }: Store): Promise<void> {
  await calls.advanceWatermark(ACCOUNT, CAMPAIGN, DAY.to);
  const budget = {
    rate: 0.1,
    maxRate: 1e-7,
    configuredRate: 100,
    nextFreeAtMs: 1.5e12 + 0.25,
    limitedAtMs: 0,
    recoveredAtMs: 0,
  };
  await calls.changeBudget(ACCOUNT, budget, (found) => ({ budget: found, result: null }));
  await calls.requestResync(ACCOUNT, { campaign: CAMPAIGN, day: '2026-11-20', requestedAt: AT });
  await calls.noteEvent(ACCOUNT, 'added', AT);
  await db
    .insertInto('mailing_aliases')
    .values({ account: ACCOUNT, campaign_id: null, normalised_name: 'MUNICIPIO', legacy_column: 'cidade' })
    .execute();
  await alerts.raiseAlert({ integration: 'calls', kind: 'field-gone', unit: 'x', detail: 'gone' }, AT);
  await access.createUser({ id: 'u', name: 'maria', role: 'admin', passwordHash: 'hash', createdAt: AT });
  await access.createSession({ id: 's', userId: 'u', kind: 'browser', tokenHash: 't', expiresAt: LATER });
  const key = {
    id: 'k',
    name: 'k',
    prefix: 'p',
    keyHash: 'h',
    integration: 'calls',
    role: 'viewer',
    createdAt: AT,
  } as const;
  await access.createApiKey(key);
  const claim = { id: 'c', fingerprint: 'f', owner: 'o', at: AT, claimedUntil: LATER, expiresAt: LATER };
  await access.claimAnswer(claim);
}

async function fillConsultants(store: Store): Promise<void> {
  await people(store, { name: 'Zoë 🙂', email: 'Zoë@x.br', languages: ['pt-BR', 'EN'] }, null);
  await store.db.updateTable('consultants').set({ online: null }).where('last_offered_at', 'is', null).execute();
  const once = { id: 'k', fingerprint: 'f', expiresAt: LATER };
  await turnOf(store, { once, policy: { fairShare: true } });
  await turnOf(store, { language: 'fr', mayWait: true });
}
