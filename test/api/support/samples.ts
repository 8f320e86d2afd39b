import type { JsonSchema } from './jsonSchema.ts';

const VALUES: Readonly<Record<string, unknown>> = {
  from: { 'date-time': '2026-11-01T00:00:00-03:00', date: '2026-11-01' },
  to: { 'date-time': '2026-11-02T00:00:00-03:00', date: '2026-11-02' },
};

/** A value that a schema of ours accepts, for the field `name`. */
export function sample(name: string, schema: JsonSchema): unknown {
  const [first] = schema.anyOf ?? [];
  if (first) return sample(name, first);
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, sample(key, inner)]),
      );
    case 'array':
      return [sample(name, schema.items ?? {})];
    case 'integer':
    case 'number':
      return 5;
    case 'boolean':
      return true;
    default:
      return text(name, schema);
  }
}

function text(name: string, { format, pattern }: JsonSchema): string {
  const byFormat = VALUES[name] as Record<string, string> | undefined;
  if (format === 'uuid') return '7b8d6ff5-5f4b-4f6e-9d0e-3f0d3d3a4b11';
  if (format !== undefined && byFormat?.[format] !== undefined) return byFormat[format];
  if (format === 'email') return 'ana@example.com';
  if (pattern?.startsWith('^\\+')) return '+5511999998888';
  if (pattern?.includes('{2,5}')) return 'pt';
  if (pattern?.startsWith('^[1-9]')) return '7';
  if (pattern?.startsWith('^\\d')) return '5';
  return 'something-long-enough';
}

/** Values of other types than the schema's, and of its type but beyond its bounds. */
export function wrongValues(schema: JsonSchema): unknown[] {
  if (schema.anyOf) {
    const values = [null, true, 'x', -1, 1.5, 1e308, [], {}, '9'.repeat(50)];
    return schema.anyOf.some(({ type }) => type === 'null') ? values.slice(1) : values;
  }
  switch (schema.type) {
    case 'array':
      return [null, 'x', 1, {}, Array.from({ length: 600 }, (_, i) => i + 1)];
    case 'integer':
      return [null, 'x', 1.5, true, [], {}, -1, 1e308];
    case 'number':
      return [null, 'x', true, [], {}, -1, 1e308];
    case 'boolean':
      return [null, 'x', 1, [], {}];
    default:
      return [null, 1, true, [], {}, '', 'é'.repeat(50_000), '\u0000'.repeat(30_000)];
  }
}

/** Texts that no field of this kind takes in an address. */
export function wrongTexts(schema: JsonSchema): string[] {
  const huge = 'x'.repeat(5_000);
  if (schema.anyOf || schema.type === 'integer') return ['x', '-1', '1e99', '1.5', '9'.repeat(40), huge];
  if (schema.format || schema.pattern || schema.enum) return ['?', "'; drop table calls --", '\u0000', huge];
  return [huge];
}
