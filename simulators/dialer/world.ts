import { z } from 'zod';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be HH:MM');
/** Ordinals of a day's calls are five digits in some ids. */
const dailyCalls = z.int().min(0).max(99_999);

/** The eight columns that the legacy robot knew, and two more (4.2). */
export const DEFAULT_COLUMNS = [
  'ESTRATEGIA',
  'RAZAO SOCIAL',
  'NOME FANTASIA',
  'VALOR CONTA',
  'CIDADE',
  'CEP',
  'UF',
  'SOCIO',
  'DATA VENCIMENTO',
  'PRODUTO',
];

const campaign = z.strictObject({
  id: z.int().positive().max(0xffffff),
  name: z.string(),
  paused: z.boolean().default(false),
  /** Calls of every day that `days` does not name. */
  callsPerDay: dailyCalls.default(1000),
  /** Calls of single local days, `YYYY-MM-DD`. */
  days: z.record(z.iso.date(), dailyCalls).default({}),
  /** Local hours in which the campaign dials. */
  from: timeOfDay.default('08:00'),
  to: timeOfDay.default('20:00'),
  mailing: z.boolean().default(true),
  /** Names of the dynamic columns of `mailing_data.data`. */
  columns: z.array(z.string()).default(DEFAULT_COLUMNS),
});
export type CampaignWorld = z.infer<typeof campaign>;

const credential = z.strictObject({
  token: z.string().min(1),
  kind: z.enum(['service', 'personal']).default('service'),
  role: z.enum(['manager', 'supervisor', 'agent']).default('manager'),
});
export type Credential = z.infer<typeof credential>;

/** The credential table; a bare text is a manager's service token. */
export const credentials = z.array(
  z.union([
    z
      .string()
      .min(1)
      .transform((token) => credential.parse({ token })),
    credential,
  ]),
);

/** One account of the vendor: who may ask, in which zone it lives, and what its campaigns dial. Two accounts are two servers. */
export const world = z.strictObject({
  zone: z.string().default('America/Sao_Paulo'),
  company: z.int().positive().default(42),
  tokens: credentials.default(() => credentials.parse(['sim-token-1'])),
  /** Accepted by `POST /authenticate`, which answers the first token of the table. */
  login: z
    .strictObject({ user: z.string(), password: z.string() })
    .default({ user: 'gestor', password: 'senha-simulada' }),
  campaigns: z
    .array(campaign)
    .default(() => [
      campaign.parse({ id: 5, name: 'Cobrança Ativa', callsPerDay: 9000 }),
      campaign.parse({ id: 6, name: 'Pesquisa de Satisfação', callsPerDay: 1500 }),
    ]),
});
export type World = z.infer<typeof world>;
/** What a test or `PUT /__world` gives: everything has a default. */
export type WorldInput = z.input<typeof world>;
