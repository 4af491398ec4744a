import { type FieldRow, type MappingName, scenarioFields } from './scenario-fields.ts';

/** JSON Schema (draft 07) of scenario files, for editors; the reader is what decides. */
export function renderScenarioSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Scenario of leakgate',
    ...scenarioDefinition(),
    definitions: scenarioDefinitions(),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** What the references of `scenarioDefinition` point to. */
export function scenarioDefinitions(): object {
  return {
    request: { anyOf: [...exchanges('share'), mapping('flow', ['steps'])] },
    step: { anyOf: [...exchanges('step'), mapping('think', ['think']), mapping('close', ['close'])] },
    check: { ...mapping('check', []), minProperties: 1 },
    part: { ...mapping('part', []), oneOf: [{ required: ['file'] }, { required: ['content'] }] },
  };
}

/** The mapping at the top of a scenario. */
export function scenarioDefinition(): object {
  return mapping('scenario', ['requests']);
}

/** Steps of a flow have no share of their own. */
function exchanges(place: 'share' | 'step'): object[] {
  const without = place === 'share' ? [] : ['weight', 'rate'];
  return [
    { ...mapping('http', [], without), anyOf: [{ required: ['path'] }, { required: ['graphql'] }] },
    mapping('websocket', ['websocket'], without),
    mapping('events', ['events'], without),
  ];
}

function mapping(name: MappingName, required: readonly string[], without: readonly string[] = []): object {
  const rows: readonly FieldRow[] = scenarioFields[name];
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(
      rows
        .filter(({ key }) => !without.includes(key))
        .map(({ key, description, schema }) => [key, { description, ...schema }]),
    ),
  };
}
