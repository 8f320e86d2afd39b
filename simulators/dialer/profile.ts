import { hash32 } from '../support/random.ts';
import { FAMILY_NAMES, GIVEN_NAMES } from './vocabulary.ts';
import type { CampaignWorld } from './world.ts';

/** What all calls of a campaign share, already written as JSON. */
export interface Profile {
  readonly campaign: string;
  readonly queue: string;
  readonly lists: readonly { readonly id: number; readonly name: string }[];
  readonly agents: readonly string[];
  readonly routes: readonly string[];
  /** Each dynamic column as `,"NAME":` (the first without its comma), beside its plain name. */
  readonly columns: readonly { readonly name: string; readonly json: string }[];
}

const profiles = new WeakMap<CampaignWorld, Profile>();

const make = ({ id, name, columns }: CampaignWorld): Profile => ({
  campaign: `"campaign_id":${id},"campaign":${JSON.stringify(name)}`,
  queue: `"queue_id":${id * 10 + 1},"queue_name":${JSON.stringify(`Fila ${name}`)}`,
  lists: ['Base principal', 'Base de retorno', 'Base nova'].map((list, i) => ({
    id: id * 100 + i,
    name: JSON.stringify(`${list} ${name}`),
  })),
  agents: Array.from({ length: 20 }, (_, i) => {
    const given = GIVEN_NAMES[i % GIVEN_NAMES.length];
    const family = FAMILY_NAMES[hash32(id, i) % FAMILY_NAMES.length];
    return `"has_agent":true,"agent":${JSON.stringify(`${given} ${family}`)},"agent_id":${id * 1000 + i + 1}`;
  }),
  routes: [1, 2, 3].map(
    (route) =>
      `{"id":${route},"name":"Rota ${route}","host":"sip${route}.operadora.example","route":"rota-${route}",` +
      `"endpoint":"PJSIP/rota-${route}","caller_id":"551130000${id % 10}0${route}"}`,
  ),
  columns: columns.map((column, i) => ({ name: column, json: `${i ? ',' : ''}${JSON.stringify(column)}:` })),
});

/** The campaign's profile, made once. */
export const profileOf = (campaign: CampaignWorld): Profile => {
  const known = profiles.get(campaign) ?? make(campaign);
  profiles.set(campaign, known);
  return known;
};
