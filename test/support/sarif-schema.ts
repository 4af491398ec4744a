import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
// Draft 04, of which it uses nothing that draft 07 reads otherwise; the two keywords below would name the draft.
const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

const isUriReference = (text: string): boolean => /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-Fa-f]{2})*$/u.test(text);

const validate = new Ajv({
  allErrors: true,
  strict: false,
  unicodeRegExp: false,
  formats: { uri: (text: string) => URL.canParse(text), 'uri-reference': isUriReference, 'date-time': true },
}).compile(schema);

/** What the SARIF 2.1.0 schema says against a log; [] when it is valid. */
export function sarifErrors(log: unknown): string[] {
  return validate(JSON.parse(JSON.stringify(log))) ? [] : validate.errors!.map((e) => `${e.instancePath} ${e.message}`);
}
