import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

type Json = Record<string, unknown>;

/** Endpoints with the base they are mounted at. */
export interface EndpointGroup {
  readonly base: string;
  readonly tag: string;
  readonly endpoints: readonly Endpoint[];
}

/** The 422 of pydantic v1 (specs/consultants.md 3.2). */
export const validationError = z
  .object({
    detail: z.array(
      z.object({
        loc: z.array(z.union([z.string(), z.int()])),
        msg: z.string(),
        type: z.string(),
        ctx: z.looseObject({}).optional(),
      }),
    ),
  })
  .meta({ id: 'HTTPValidationError' });
export const refused = z.object({ detail: z.string() }).meta({ id: 'Detail' });

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeated request with the same key gets the first answer again, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

function parameters(reader: Endpoint['query'], where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = (reader?.schema ?? {}) as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: required.includes(name),
    schema,
  }));
}

const json = (schema: unknown): Json => ({ content: { 'application/json': { schema } } });

/**
 * An endpoint as an operation of an OpenAPI document.
 * @param schemaOf a schema as it stands in the document
 */
export function describeEndpoint(
  { method, path, summary, roles, params, query, body, answer, idempotent }: Endpoint,
  { base, tag }: EndpointGroup,
  schemaOf: (schema: z.ZodType) => Json,
): Json {
  const name = (base + path).replace(/[/:_{}-]+(\w?)/g, (_all, letter: string) => letter.toUpperCase());
  return {
    operationId: `${method.toLowerCase()}${name}`,
    summary,
    tags: [tag],
    ...(roles === 'public'
      ? { security: [] }
      : { security: [{ dropInKey: [] }], description: `Roles: ${roles.join(', ')}.` }),
    'x-drop-in': true,
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query'), ...(idempotent ? [idempotencyKey] : [])],
    ...(body && { requestBody: { required: true, ...json(body.schema) } }),
    responses: {
      200: { description: summary, ...json(schemaOf(answer)) },
      ...((params || query || body) && {
        422: { description: 'Fields that are not valid', ...json(schemaOf(validationError)) },
      }),
      default: { description: 'Refused', ...json(schemaOf(refused)) },
    },
  };
}
