import { z } from 'zod';
import type { OpenApiDocument } from './jsonSchema.ts';

interface Media {
  readonly schema: object;
}
interface Described {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, Media>>;
}

/** What is wrong with an answer by the description of its operation; null when nothing is. */
export type Judge = (status: number, contentType: string, text: string) => string | null;

/** Judges answers by an OpenAPI document alone: status, media type and schema. */
export function judgeOf({ components, paths }: OpenApiDocument, path: string, method: string): Judge {
  const $defs = Object.fromEntries(
    Object.entries(components['schemas'] ?? {}).map(([name, schema]) => [name, pointToDefs(schema)]),
  );
  const resolve = (response: Described): Described =>
    response.$ref === undefined
      ? response
      : ((components['responses']?.[response.$ref.split('/').at(-1) ?? ''] ?? {}) as Described);
  const compiled = new Map<object, z.ZodType>();
  const schemaOf = (schema: object): z.ZodType => {
    const known =
      compiled.get(schema) ??
      z.fromJSONSchema({ ...(pointToDefs(schema) as object), $defs } as z.core.JSONSchema.JSONSchema);
    compiled.set(schema, known);
    return known;
  };
  const responses = (paths[path]?.[method]?.responses ?? {}) as Readonly<Record<string, Described>>;

  return (status, contentType, text) => {
    const isRefusal = status >= 400;
    const response = responses[status] ?? (isRefusal ? responses['default'] : undefined);
    if (!response) return `${status} is not described`;
    const [media, described] = Object.entries(resolve(response).content ?? {})[0] ?? [];
    if (media === undefined || described === undefined) return text === '' ? null : 'a body is not described';
    if (contentType.split(';')[0] !== media) return `${contentType} instead of ${media}`;
    const parsed = schemaOf(described.schema).safeParse(JSON.parse(text));
    return parsed.success ? null : z.prettifyError(parsed.error);
  };
}

/** `#/components/schemas/X` as `#/$defs/X`. */
function pointToDefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointToDefs);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/components/schemas/', '#/$defs/')
        : pointToDefs(inner),
    ]),
  );
}
