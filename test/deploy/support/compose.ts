import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { root } from '../../../runtime/paths.ts';

type Condition = 'service_healthy' | 'service_completed_successfully';

/** What the tests look at of a service. */
export interface Service {
  readonly image: string;
  readonly build?: string;
  readonly user?: string;
  readonly profiles?: readonly string[];
  readonly hostname?: string;
  readonly restart: string;
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt: readonly string[];
  readonly logging: { readonly options: Readonly<Record<string, string>> };
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly env_file?: readonly { readonly path: string; readonly required: boolean }[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: Condition }>>;
  readonly deploy: {
    readonly replicas?: number;
    readonly resources: { readonly limits: Readonly<Record<'cpus' | 'memory' | 'pids', string | number>> };
  };
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, object>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');

export const compose = load(text, { schema: CORE_SCHEMA.withTags(mergeTag) }) as Compose;

export const services = Object.entries(compose.services).map(([name, service]) => ({ name, ...service }));

/** Those that run to their end; the others stay. */
export const isJob = ({ restart }: Service): boolean => restart.startsWith('on-failure');

/** Those that run the image of the Dockerfile. */
export const isOurs = ({ build }: Service): boolean => build !== undefined;

/** @throws Error when there is no such service */
export function service(name: string): Service {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}.`);
  return found;
}

/** A value as compose hands it on when nothing is set in its environment: `${NAME:-default}` is the default. */
export const byDefault = (value: string): string => value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1').replaceAll('$$', '$');

/** The settings that compose itself reads, with the defaults that stand beside them. */
export const interpolated: readonly { readonly name: string; readonly fallback: string }[] = [
  ...text.matchAll(/(?<!\$)\$\{(\w+):-([^}]*)\}/g),
].map(([, name = '', fallback = '']) => ({ name, fallback }));

/** `1m30s`, `20s` and the like in seconds. */
export function seconds(duration = '10s'): number {
  const [, minutes = '0', rest = '0'] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration) ?? [];
  return Number(minutes) * 60 + Number(rest);
}
