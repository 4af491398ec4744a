import { parseJsonPath, valueAt } from './json-path.ts';
import type { BodyCheck } from './scenario.ts';
import { compileTemplate, isConstant, MissingValue, type TemplateContext } from './template.ts';

/** Why a body is not what was expected, as a short clause, or null when it is. */
export type BodyReader = (body: string, context: TemplateContext) => string | null;

/** All checks of one exchange as one; null when there are none, so that bodies need not be read. */
export function compileChecks(checks: readonly BodyCheck[] | undefined): BodyReader | null {
  if (checks === undefined || checks.length === 0) return null;
  const readers = checks.map(compileCheck);
  return (body, context) => {
    try {
      for (const read of readers) {
        const problem = read(body, context);
        if (problem !== null) return problem;
      }
      return null;
    } catch (thrown) {
      if (!(thrown instanceof MissingValue)) throw thrown;
      return `it could not be compared: ${thrown.message}`;
    }
  };
}

function compileCheck(check: BodyCheck): BodyReader {
  switch (check.kind) {
    case 'contains': {
      const wanted = compileTemplate(check.text);
      return (body, context) => {
        const text = wanted(context);
        return body.includes(text) ? null : `the body does not contain '${short(text)}'`;
      };
    }
    case 'matches': {
      const pattern = new RegExp(check.pattern);
      return (body) => (pattern.test(body) ? null : `the body does not match ${check.pattern}`);
    }
    case 'json': {
      const path = parseJsonPath(check.path) ?? [];
      const wanted = compileValue(check.value);
      return (body, context) => {
        const parsed = parse(body);
        if (parsed === noJson) return 'the body is no JSON';
        const found = JSON.stringify(valueAt(parsed, path));
        const expected = wanted(context);
        return found === expected ? null : `${check.path} in the body is ${short(found ?? 'missing')}, not ${expected}`;
      };
    }
    case 'no-graphql-errors':
      return (body) => {
        const parsed = parse(body);
        if (parsed === noJson) return 'the body is no JSON';
        const errors = valueAt(parsed, ['errors']);
        if (!Array.isArray(errors) || errors.length === 0) return null;
        return `GraphQL answered with an error: ${short(String(valueAt(errors[0], ['message'])))}`;
      };
  }
}

/** The expected value as JSON, its templates filled. */
function compileValue(value: unknown): (context: TemplateContext) => string {
  const text = JSON.stringify(value);
  if (isConstant(text)) return () => text;
  return compileTemplate(text, 'json');
}

const noJson = Symbol('no JSON');

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return noJson; // the check that asked says so
  }
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
