/** A JSON Schema as OpenAPI uses it; references are resolved by the caller's function. */
export type Schema = Readonly<Record<string, unknown>>;

/** Nested values beyond this depth are left out; recursive schemas end there. */
const deepest = 6;

/**
 * A value that fits a schema: its example, default, constant or first choice where it has one, else something of its
 * type and format. Optional properties are filled as well, so that services see whole objects.
 */
export function sampleOf(schema: Schema | undefined, resolve: (schema: Schema) => Schema, depth = 0): unknown {
  if (schema === undefined || depth > deepest) return undefined;
  const own = resolve(schema);
  const given = firstOf(own.example, listOf(own.examples)[0], own.default, own.const, listOf(own.enum)[0]);
  if (given !== undefined) return given;
  const all = listOf(own.allOf) as Schema[];
  if (all.length > 0) {
    const parts = [...all, without(own, 'allOf')].map((part) => sampleOf(part, resolve, depth));
    return Object.assign({}, ...parts.filter((part) => typeof part === 'object'));
  }
  const choice = (listOf(own.oneOf)[0] ?? listOf(own.anyOf)[0]) as Schema | undefined;
  if (choice !== undefined) return sampleOf(choice, resolve, depth);
  return ofType(own, resolve, depth);
}

function ofType(schema: Schema, resolve: (schema: Schema) => Schema, depth: number): unknown {
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type;
  switch (type ?? (schema.properties === undefined ? (schema.items === undefined ? undefined : 'array') : 'object')) {
    case 'object': {
      const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
      const filled = properties
        .filter(([, property]) => resolve(property).readOnly !== true)
        .map(([name, property]) => [name, sampleOf(property, resolve, depth + 1)] as const);
      return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
    }
    case 'array': {
      const item = sampleOf(schema.items as Schema | undefined, resolve, depth + 1);
      return item === undefined ? [] : new Array(Math.max(1, Number(schema.minItems ?? 1))).fill(item);
    }
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return true;
    case 'string':
      return textOf(schema);
    default:
      return undefined;
  }
}

function numberOf({ minimum, maximum, exclusiveMinimum }: Schema): number {
  const least = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : Number(minimum ?? 1);
  return typeof maximum === 'number' ? Math.min(Math.max(least, 1), maximum) : Math.max(least, 1);
}

const formats: Readonly<Record<string, string>> = {
  uuid: '{{uuid}}',
  email: 'user-{{seq}}@example.com',
  date: '2026-01-01',
  'date-time': '2026-01-01T00:00:00Z',
  uri: 'http://example.com/',
  url: 'http://example.com/',
  ipv4: '127.0.0.1',
  byte: 'bGVha2dhdGU=',
  binary: '{{randomBytes 64}}',
  password: 'secret-{{seq}}',
};

function textOf({ format, minLength, maxLength }: Schema): string {
  const known = typeof format === 'string' ? formats[format] : undefined;
  if (known !== undefined) return known;
  const text = 'text'.padEnd(Number(minLength ?? 0), 'x');
  return typeof maxLength === 'number' ? text.slice(0, maxLength) : text;
}

function firstOf(...values: readonly unknown[]): unknown {
  return values.find((value) => value !== undefined && value !== null);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function without(schema: Schema, key: string): Schema {
  const { [key]: _, ...others } = schema;
  return others;
}
