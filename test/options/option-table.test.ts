import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderConfigSchema } from '../../src/options/config-schema.ts';
import { renderConfigTemplate } from '../../src/options/config-template.ts';
import { isList, isWritableIn, type OptionRow, optionRows } from '../../src/options/option-table.ts';
import { parseValue } from '../../src/options/parse-value.ts';
import { readConfig } from '../../src/options/read-config.ts';
import { renderActionYml } from '../../src/options/render-action-yml.ts';

const validate = new Ajv.default({ allowUnionTypes: true }).compile(JSON.parse(renderConfigSchema()));
const inFile = optionRows.filter((row) => isWritableIn(row, 'file'));

/** A value as one would write it in YAML. */
function written(row: OptionRow, text: string): unknown {
  if (isList(row)) return [text];
  return row.kind === 'count' || row.kind === 'boolean' ? JSON.parse(text) : text;
}

describe('the option table', () => {
  it.each(optionRows.map((row) => [row.name, row] as const))(
    'has a default and an example of %s that it accepts itself',
    (_, row) => {
      for (const text of [row.example, row.default]) {
        if (text !== null) expect(parseValue(row, { texts: [text], from: 'table' })).toMatchObject({ ok: true });
      }
    },
  );

  it('describes each option in one sentence', () => {
    for (const row of optionRows) expect(row.description).toMatch(/^[A-Z](?!.*\. ).*\.$/);
  });
});

describe('the schema of leakgate.yml', () => {
  it.each(inFile.map((row) => [row.name, row] as const))('accepts the example and the default of %s', (name, row) => {
    for (const text of [row.example, row.default]) {
      if (text !== null) expect(validate({ [name]: written(row, text) }), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it.each([
    { conections: 3 },
    { connections: 'ten' },
    { 'time-limit': 30 },
    { depth: 'deep' },
    { 'max-growth': '8 bits' },
  ])('refuses %j', (value) => expect(validate(value)).toBe(false));
});

describe('the template of leakgate.yml', () => {
  it('is valid as it stands, with start and url set', () => {
    expect(renderConfigTemplate('1.2.3')).toMatch(
      /^# yaml-language-server: \$schema=https:\S+\/v1\/src\/options\/leakgate\.schema\.json\n/,
    );
    expect(Object.keys(parse(renderConfigTemplate('1.2.3')))).toEqual(['start', 'url']);
    expect(validate(parse(renderConfigTemplate('1.2.3')))).toBe(true);
  });

  it('is valid, and names every option, with its comment marks removed', () => {
    const text = renderConfigTemplate('1.2.3').replaceAll(/^# (?=(?!yaml-)[a-z-]+:| {2}- )/gm, '');
    const { options, problems } = readConfig(text, 'leakgate.yml');
    expect(problems).toEqual([]);
    expect([...options.keys()].sort()).toEqual(inFile.map((row) => row.name).sort());
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });
});

describe('action.yml', () => {
  it('gives no input a default, because the runner would hand it on as if it had been written', () => {
    const { inputs } = parse(renderActionYml('x')) as { inputs: Record<string, object> };
    expect(Object.keys(inputs)).toEqual(optionRows.map((row) => row.name));
    for (const [name, input] of Object.entries(inputs)) {
      const expected = name === 'cell' ? ['description', 'required', 'default'] : ['description', 'required'];
      expect(Object.keys(input)).toEqual(expected);
    }
  });

  it('holds no expression in a description, which GitHub refuses', () => {
    const { inputs } = parse(renderActionYml('x')) as { inputs: Record<string, { description: string }> };
    for (const { description } of Object.values(inputs)) expect(description).not.toContain('${{');
  });
});
