import { isWritableIn, type OptionRow, optionRows } from './option-table.ts';
import { scenarioDefinition, scenarioDefinitions } from './scenario-schema.ts';

const texts = { type: 'string', minLength: 1 } as const;

/** JSON Schema (draft 07) of leakgate.yml, for editors; the resolver is what decides. */
export function renderConfigSchema(): string {
  const rows = optionRows.filter((row) => isWritableIn(row, 'file'));
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'leakgate.yml',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(rows.map((row) => [row.name, propertyOf(row)])),
    definitions: scenarioDefinitions(),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function propertyOf(row: OptionRow): object {
  const described = { description: row.description, ...shapeOf(row) };
  return row.default === null ? described : { ...described, default: defaultOf(row) };
}

function defaultOf(row: OptionRow): string | number | boolean | null {
  if (row.kind === 'boolean') return row.default === 'true';
  return row.kind === 'count' || row.default === '0' ? Number(row.default) : row.default;
}

function shapeOf(row: OptionRow): object {
  const examples = [row.example];
  switch (row.kind) {
    case 'count':
      return { type: 'integer', minimum: row.minimum ?? 0 };
    case 'boolean':
      return { type: 'boolean' };
    case 'choice':
      return { enum: row.choices };
    case 'duration':
      return { type: 'string', pattern: '^\\d+(\\.\\d+)?\\s*(ms|s|m|min|h)$', examples };
    case 'size':
      return { type: ['string', 'integer'], pattern: '^\\d+(\\.\\d+)?\\s*([kKmMgG]i?)?[bB]?$', minimum: 0, examples };
    case 'rate':
      return { type: ['string', 'number'], examples };
    case 'statuses':
      return { type: ['string', 'integer'], examples };
    case 'lines':
      return { anyOf: [texts, { type: 'array', items: texts }], examples };
    case 'limits':
    case 'accepted':
      return { anyOf: [texts, { type: 'array', items: { anyOf: [texts, { type: 'object' }] } }], examples };
    case 'headers':
      return {
        anyOf: [
          texts,
          { type: 'array', items: texts },
          { type: 'object', additionalProperties: { type: ['string', 'number'] } },
        ],
        examples,
      };
    case 'path':
      return row.name === 'scenario' ? { anyOf: [texts, scenarioDefinition()], examples } : { ...texts, examples };
    default:
      return row.name === 'body' ? { type: ['string', 'object', 'array'], examples } : { ...texts, examples };
  }
}
