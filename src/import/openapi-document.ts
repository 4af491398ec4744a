import { parse } from 'yaml';
import { ImportProblem } from './import-problem.ts';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** An OpenAPI or Swagger description in YAML or JSON. Throws ImportProblem. */
export function parseDescription(text: string): Json {
  let root: unknown = null;
  try {
    root = parse(text);
  } catch {
    // Said below.
  }
  const isDescription =
    root !== null && typeof root === 'object' && ('openapi' in root || 'swagger' in root) && 'paths' in root;
  if (!isDescription)
    throw new ImportProblem("an OpenAPI description: YAML or JSON with 'openapi' (or 'swagger') and 'paths'");
  return root as Json;
}

/** The path of the first server, in front of all paths. */
export function prefixOf({ servers, basePath }: Json): string {
  const url = (listOf(servers)[0]?.url ?? basePath ?? '') as string;
  if (!URL.canParse(url, 'http://x')) return '';
  return new URL(url.replaceAll(/\{[^}]*\}/g, ''), 'http://x').pathname.replace(/\/$/, '');
}

/** Follows `$ref` within the document; what points elsewhere is empty. */
export function resolver(root: Json): (value: Json) => Json {
  const follow = (value: Json, hops: number): Json => {
    const { $ref: reference } = value ?? {};
    if (typeof reference !== 'string') return value ?? {};
    if (!reference.startsWith('#/') || hops > 20) return {};
    const steps = reference
      .slice(2)
      .split('/')
      .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
    const target = steps.reduce<unknown>((here, step) => (here as Json | undefined)?.[step], root);
    return follow((target ?? {}) as Json, hops + 1);
  };
  return (value) => follow(value, 0);
}

/** A list, or an empty one for anything else. */
export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
