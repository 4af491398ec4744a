import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import schema from '../report/leak-report.schema.json' with { type: 'json' };
import type { LeakReport } from '../report/leak-report.ts';

let compiled: ValidateFunction | null = null;

/**
 * A report.json from another machine, perhaps from a fork: believed in nothing but what the schema allows, so that no
 * renderer meets a text where it expects a number. The sentence says what is wrong with it.
 */
export function validateReport(text: string): { report: LeakReport } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'its report.json is not JSON' };
  }
  compiled ??= new Ajv2020({ strictTypes: false }).compile(schema);
  if (compiled(value)) return { report: value as LeakReport };
  const [first] = compiled.errors!;
  const where = first!.instancePath === '' ? 'it' : first!.instancePath;
  return { problem: `its report.json is no report of a run by this version (${where} ${first!.message})` };
}
