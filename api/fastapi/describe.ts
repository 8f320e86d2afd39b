import { z } from 'zod';
import { CHANGED_MEANWHILE, etagHeader, idempotencyKey, ifMatch, requestIdHeader } from '../openApiParts.ts';
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
  endpoint: Endpoint,
  { base, tag }: EndpointGroup,
  schemaOf: (schema: z.ZodType) => Json,
): Json {
  const { method, path, summary, roles, params, query, body, answer, idempotent } = endpoint;
  const name = (base + path).replace(/[/:_{}-]+(\w?)/g, (_all, letter: string) => letter.toUpperCase());
  const refusal = (description: string): Json => ({
    description,
    headers: requestIdHeader,
    ...json(schemaOf(refused)),
  });
  return {
    operationId: `${method.toLowerCase()}${name}`,
    summary,
    tags: [tag],
    ...(roles === 'public'
      ? { security: [] }
      : { security: [{ dropInKey: [] }], description: `Roles: ${roles.join(', ')}.` }),
    'x-drop-in': true,
    parameters: [
      ...parameters(params, 'path'),
      ...parameters(query, 'query'),
      ...(idempotent ? [idempotencyKey] : []),
      ...(endpoint.ifMatch ? [ifMatch] : []),
    ],
    ...(body && { requestBody: { required: true, ...json(body.schema) } }),
    responses: {
      200: {
        description: summary,
        headers: { ...requestIdHeader, ...(endpoint.versioned && etagHeader) },
        ...json(schemaOf(answer)),
      },
      ...(endpoint.ifMatch && { 412: refusal(CHANGED_MEANWHILE) }),
      ...((params || query || body || idempotent) && {
        422: { description: 'Fields that are not valid', headers: requestIdHeader, ...json(schemaOf(validationError)) },
      }),
      default: refusal('Refused'),
    },
  };
}
