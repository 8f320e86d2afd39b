import type { Operation } from '../../rules/consultants/history.ts';
import type { Answer } from './client.ts';

/** One request of the mix; its language is null where only a number is asked for. */
export interface Ask {
  readonly path: string;
  readonly language: string | null;
}

/** Every second request asks for a consultant, every third of those for one who speaks English. */
const LANGUAGES = ['pt', null, 'pt', null, 'en', null] as const;

/** The n-th request of a mix that is the same each time. */
export function askOf(n: number): Ask {
  const language = LANGUAGES[n % LANGUAGES.length] ?? null;
  return { language, path: language === null ? '/gerar-protocolo' : `/consultor/da-vez?idioma=${language}` };
}

/** What an answered request is in a history. Times by `performance.now()` of this process. */
export function operationOf({ language }: Ask, { body }: Answer, invokedAt: number): Operation {
  const { consultor_id: consultantId = null, numero_protocolo: number } = body;
  if (typeof number !== 'string') throw new Error(`An answer without a number: ${Object.keys(body).join(', ')}`);
  return { invokedAt, completedAt: performance.now(), language, consultantId: consultantId as number | null, number };
}
