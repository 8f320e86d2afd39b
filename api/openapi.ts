import { z } from 'zod';
import { problem } from '../schemas/common.ts';
import { describeEndpoint } from './fastapi/describe.ts';
import type { EndpointGroup } from './fastapi/describe.ts';
import {
  CHANGED_MEANWHILE,
  etagHeader,
  headerComponents,
  idempotencyKey,
  ifMatch,
  requestIdHeader,
} from './openApiParts.ts';
import { pathOf } from './route.ts';
import type { Route, RouteGroup } from './route.ts';

type Json = Record<string, unknown>;
type Io = 'input' | 'output';

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON Schemas with a name of their own, shared by the operations that use them. */
function createSchemas() {
  const components: Json = {};

  /** What a named schema accepts may differ from what it gives. */
  const nameOf = (id: string, io: Io) => (io === 'input' ? `${id}Input` : id);

  function pointToComponents(value: unknown, io: Io): unknown {
    if (Array.isArray(value)) return value.map((item) => pointToComponents(item, io));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const id = key === '$ref' && typeof inner === 'string' ? /^#\/\$defs\/(.+)$/.exec(inner)?.[1] : undefined;
        return [key, id === undefined ? pointToComponents(inner, io) : `#/components/schemas/${nameOf(id, io)}`];
      }),
    );
  }

  return {
    components,
    /** A zod schema as it stands in the document; named ones move to the components. */
    of(schema: z.ZodType, io: Io): Json {
      const { $schema: _dialect, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
      for (const [id, definition] of Object.entries($defs as Json)) {
        components[nameOf(id, io)] = pointToComponents(definition, io);
      }
      return pointToComponents(rest, io) as Json;
    },
  };
}

type Schemas = ReturnType<typeof createSchemas>;

const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

function parameters(schema: z.ZodType, where: 'path' | 'query', schemas: Schemas): Json[] {
  const { properties, required } = schemas.of(schema, 'input');
  const needed = Array.isArray(required) ? required : [];
  return Object.entries(isObject(properties) ? properties : {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || needed.includes(name),
    schema: property,
  }));
}

function operation(route: Route, path: string, group: RouteGroup, schemas: Schemas): Json {
  const body = schemas.of(route.body, 'input');
  const hasBody = Object.keys(isObject(body['properties']) ? body['properties'] : {}).length > 0;
  const answer =
    route.status === 204
      ? {}
      : { content: { [route.contentType ?? 'application/json']: { schema: schemas.of(route.answer, 'output') } } };
  return {
    operationId: `${route.method}${path.replace(/[/:_-]+(\w?)/g, (_all, letter: string) => letter.toUpperCase())}`,
    summary: route.summary,
    tags: [group.tag],
    ...(route.roles === 'public'
      ? { security: [] }
      : { description: `Roles: ${route.roles.join(', ')}.`, 'x-roles': route.roles }),
    parameters: [
      ...parameters(route.params, 'path', schemas),
      ...parameters(route.query, 'query', schemas),
      ...(route.idempotent ? [idempotencyKey] : []),
      ...(route.ifMatch ? [ifMatch] : []),
    ],
    ...(hasBody && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [route.status]: {
        description: route.summary,
        headers: { ...requestIdHeader, ...(route.versioned && etagHeader) },
        ...answer,
      },
      ...(route.ifMatch && { 412: { $ref: '#/components/responses/ChangedMeanwhile' } }),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

/** The OpenAPI 3.1 document of everything that is mounted: our own routes, and those of replaced services. */
export function openApi(groups: readonly RouteGroup[], replaced: readonly EndpointGroup[] = []): Json {
  const schemas = createSchemas();
  const problemSchema = schemas.of(problem.meta({ id: 'Problem' }), 'output');
  const problemAnswer = {
    headers: requestIdHeader,
    content: { 'application/problem+json': { schema: problemSchema } },
  };
  const paths: Record<string, Json> = {};
  for (const group of groups) {
    for (const route of group.routes) {
      const path = pathOf(group, route);
      (paths[openApiPath(path)] ??= {})[route.method] = operation(route, path, group, schemas);
    }
  }
  for (const group of replaced) {
    for (const endpoint of group.endpoints) {
      const described = describeEndpoint(endpoint, group, (schema) => schemas.of(schema, 'output'));
      (paths[group.base + endpoint.path] ??= {})[endpoint.method.toLowerCase()] = described;
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Plantão', version: '1', description: 'One durable hub for a contact centre.' },
    security: [{ accessToken: [] }, { apiKey: [] }, { session: [] }],
    tags: [...new Set([...groups, ...replaced].map((group) => group.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components,
      headers: headerComponents,
      responses: {
        Problem: { description: 'Refused or failed (RFC 9457)', ...problemAnswer },
        ChangedMeanwhile: { description: CHANGED_MEANWHILE, ...problemAnswer },
      },
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        session: { type: 'apiKey', in: 'cookie', name: 'plantao_session' },
        ...(replaced.length > 0 && { dropInKey: { type: 'apiKey', in: 'header', name: 'api-key' } }),
      },
    },
  };
}
