import type { ConsultantStore } from '../../stores/consultants/contract.ts';

/** Languages of each; nobody of them exists. */
const SAMPLES = [['pt'], ['pt', 'en'], ['pt'], ['pt', 'es']];

/**
 * Makes people to give turns to, in a house in which nothing has happened yet.
 * @param at instant
 * @returns how many were made
 */
export async function makeSampleConsultants(
  store: Pick<ConsultantStore, 'counters' | 'listEvents' | 'createConsultant'>,
  at: string,
): Promise<number> {
  const { consultants, protocols } = await store.counters();
  const { items: events } = await store.listEvents({ limit: 1 });
  if (consultants + protocols + events.length > 0) return 0;
  for (const [i, languages] of SAMPLES.entries()) {
    const fields = {
      name: `Consultora ${i + 1}`,
      email: null,
      phone: null,
      languages,
      active: true,
      inRotation: true,
      online: true,
      pipedriveId: i + 1,
    };
    await store.createConsultant(fields, { actor: 'demonstration', at, emails: 'folded' });
  }
  return SAMPLES.length;
}
