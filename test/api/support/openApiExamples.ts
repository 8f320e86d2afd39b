import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { JsonSchema, Operation } from './jsonSchema.ts';

/** One request, as it goes over the wire. */
export interface Example {
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Of so many values one is not as described: most requests are to come far. */
const JUNK_EVERY = 12;

const junk = fc.oneof(
  fc.constantFrom(null, '', ' ', '0', '-1', '1.5', '1e400', 'true', [], {}, [null], -1, 0.5, 2 ** 31, 1e308, false),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('x'.repeat(400), 'İ'.repeat(300), '\u0000', '\u2028', "'; drop table protocols --"),
);
/** There are about so many by the end. */
const smallId = fc.integer({ min: 1, max: 150 });
const language = fc.constantFrom('pt', 'en', 'PT-br', ' pt ', 'zz');
const instant = fc.constantFrom('2026-11-20T12:00:00Z', '2026-11-22T00:00:00-03:00');
const personName = fc.constantFrom('Ana', 'Bia Souza', 'Zé 1');
const phone = fc.constantFrom('+5511999998888', '+551133334444');

/** What is meant by a name, where its schema does not say. */
const BY_NAME: Readonly<Record<string, Arbitrary<string>>> = {
  nome: personName,
  name: personName,
  email: fc.integer({ min: 1, max: 99 }).map((n) => `Pessoa${n}@example.com`),
  telefone: phone,
  phone,
  idiomas: language,
  idioma: language,
  languages: language,
  language,
  number: smallId.map((n) => `#${String(n).padStart(5, '0')}`),
  id: smallId.map(String),
  consultantId: smallId.map(String),
  from: instant,
  to: instant,
};

/** A value that the schema of a field describes. */
function sound(name: string, schema: JsonSchema): Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => sound(name, one)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return fields(schema);
    case 'array':
      return fc.array(value(name, schema.items ?? {}), { minLength: 1, maxLength: 3 });
    case 'integer':
      return name === 'seconds' ? fc.integer({ min: 5, max: 90 }) : smallId;
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return BY_NAME[name] ?? fc.string({ maxLength: 20 });
  }
}

const value = (name: string, schema: JsonSchema): Arbitrary<unknown> =>
  fc.oneof({ weight: JUNK_EVERY - 1, arbitrary: sound(name, schema) }, { weight: 1, arbitrary: junk });

const fields = ({ properties = {}, required = [] }: JsonSchema): Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, value(name, schema)])), {
    requiredKeys: required,
  });

const asText = (given: unknown): string =>
  encodeURIComponent((typeof given === 'string' ? given : JSON.stringify(given)).toWellFormed());

/** Requests to one operation: as it is described, with some of it missing or wrong. */
export function examplesOf(path: string, { parameters, requestBody }: Operation): Arbitrary<Example> {
  const among = (where: 'path' | 'query') => {
    // A cursor is what a page gave, and cannot be made up.
    const here = parameters.filter((parameter) => parameter.in === where && parameter.name !== 'cursor');
    const properties = Object.fromEntries(here.map(({ name, schema }) => [name, schema]));
    return fields({ properties, required: here.filter(({ required }) => required).map(({ name }) => name) });
  };
  const keys = parameters.some(({ name }) => name === 'Idempotency-Key')
    ? fc.option(fc.constantFrom('k-1', 'k-2', 'k-3', 'x'.repeat(300)), { freq: 2 })
    : fc.constant(null);
  const schema = requestBody?.content['application/json'].schema;
  const bodies = schema
    ? fc.oneof(
        { weight: JUNK_EVERY - 1, arbitrary: fields(schema).map((given) => JSON.stringify(given)) },
        { weight: 1, arbitrary: fc.oneof(fc.json(), fc.constantFrom('', '{', 'null', '[]', '{"x":1}')) },
      )
    : fc.constant(undefined);
  return fc.tuple(among('path'), among('query'), keys, bodies).map(([inPath, inQuery, key, body]) => {
    // A segment that is empty makes another path.
    const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => asText(inPath[name]) || '%20');
    const search = Object.entries(inQuery).map(([name, given]) => `${name}=${asText(given)}`);
    return {
      path: search.length === 0 ? filled : `${filled}?${search.join('&')}`,
      headers: key === null ? {} : { 'idempotency-key': key },
      body,
    };
  });
}
