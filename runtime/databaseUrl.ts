import type { Config } from '../schemas/config.ts';
import { pathsIn } from './paths.ts';

/** Where rows are kept: what is configured, or the embedded database of this home. */
export const databaseUrl = ({ DATABASE_URL, PLANTAO_HOME }: Pick<Config, 'DATABASE_URL' | 'PLANTAO_HOME'>): string =>
  DATABASE_URL ?? `sqlite:${pathsIn(PLANTAO_HOME).database}`;
