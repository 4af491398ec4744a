import type { Draft, DraftHttp, DraftPart } from './draft.ts';
import { ImportProblem } from './import-problem.ts';
import { type Json, listOf, parseDescription, prefixOf, resolver } from './openapi-document.ts';
import { type Schema, sampleOf } from './sample-of-schema.ts';

const safe = ['get', 'head', 'options'];
const methods = [...safe, 'post', 'put', 'patch', 'delete'];

/**
 * One request for each operation of an OpenAPI 3 (or Swagger 2) description, in YAML or JSON, with the examples that it
 * holds and with made-up values where it holds none. Safe methods alone, unless `allMethods`.
 */
export function importOpenApi(text: string, allMethods = false): Draft {
  const root = parseDescription(text);
  const resolve = resolver(root);
  const notes = new Set<string>();
  const prefix = prefixOf(root);
  const left: string[] = [];
  const requests = Object.entries((root.paths ?? {}) as Record<string, Json>).flatMap(([path, given]) => {
    const item = resolve(given);
    return methods.flatMap((method): DraftHttp[] => {
      const operation = item[method] as Json | undefined;
      if (operation === undefined) return [];
      if (!allMethods && !safe.includes(method)) {
        left.push(`${method.toUpperCase()} ${path}`);
        return [];
      }
      const parameters = [...listOf(item.parameters), ...listOf(operation.parameters)].map(resolve);
      return [requestOf({ method, path: `${prefix}${path}`, operation, parameters, root, resolve, notes })];
    });
  });
  if (left.length > 0)
    notes.add(
      `Only safe methods were taken; left out: ${left.slice(0, 20).join(', ')}${left.length > 20 ? ` and ${left.length - 20} more` : ''} (--all-methods takes them).`,
    );
  if (requests.length === 0) throw new ImportProblem('a description with at least one operation that is taken');
  return { requests, options: {}, notes: [...notes] };
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operation: Json;
  readonly parameters: readonly Json[];
  readonly root: Json;
  readonly resolve: (value: Json) => Json;
  readonly notes: Set<string>;
}

function requestOf(given: Operation): DraftHttp {
  const { method, operation, parameters, resolve, notes } = given;
  const value = (parameter: Json): string =>
    textOf(valueOfParameter(parameter, resolve), String(parameter.name), notes);
  const path = given.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
    return encodePart(parameter === undefined ? textOf(undefined, name, notes) : value(parameter));
  });
  const wanted = (parameter: Json): boolean =>
    parameter.required === true || exampleOf(parameter, resolve) !== undefined;
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && wanted(parameter))
    .map((parameter) => `${encodeURIComponent(String(parameter.name))}=${encodePart(value(parameter))}`);
  const headers: Record<string, string> = Object.fromEntries(
    parameters
      .filter((parameter) => parameter.in === 'header' && wanted(parameter))
      .map((parameter) => [String(parameter.name).toLowerCase(), value(parameter)]),
  );
  Object.assign(headers, securityOf(given));
  const body = bodyOf(given);
  return {
    method: method.toUpperCase(),
    path: query.length === 0 ? path : `${path}?${query.join('&')}`,
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(operation !== undefined && body),
  };
}

/** Percent-encodes a value, its placeholders aside: these are encoded when they are filled. */
function encodePart(text: string): string {
  return text
    .split(/(\{\{[^{}]*\}\})/)
    .map((part, at) => (at % 2 === 1 ? part : encodeURIComponent(part)))
    .join('');
}

function textOf(value: unknown, name: string, notes: Set<string>): string {
  if (value === undefined || value === null || value === '') {
    notes.add(`No example of the parameter ${name} was found; 1 stands for it.`);
    return '1';
  }
  return Array.isArray(value) ? value.join(',') : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function exampleOf(parameter: Json, resolve: (value: Json) => Json): unknown {
  const schema = parameter.schema === undefined ? {} : resolve(parameter.schema as Json);
  return parameter.example ?? firstExample(parameter.examples, resolve) ?? schema.example ?? schema.default;
}

function valueOfParameter(parameter: Json, resolve: (value: Json) => Json): unknown {
  const given = exampleOf(parameter, resolve);
  // Swagger 2 has the schema's keys in the parameter itself.
  return given ?? sampleOf((parameter.schema ?? parameter) as Schema, resolve as (schema: Schema) => Schema);
}

function firstExample(examples: unknown, resolve: (value: Json) => Json): unknown {
  if (examples === null || typeof examples !== 'object') return undefined;
  const [first] = Object.values(examples as Record<string, Json>);
  return first === undefined ? undefined : resolve(first).value;
}

function bodyOf({ operation, parameters, resolve, notes }: Operation): Pick<DraftHttp, 'body' | 'form' | 'multipart'> {
  const request = operation.requestBody === undefined ? undefined : resolve(operation.requestBody as Json);
  const old = parameters.find((each) => each.in === 'body');
  const content = (request?.content ??
    (old === undefined ? {} : { 'application/json': { schema: old.schema } })) as Record<string, Json>;
  const type = Object.keys(content).find((each) => /json/.test(each)) ?? Object.keys(content)[0];
  if (type === undefined) return {};
  const media = content[type]!;
  const value =
    media.example ??
    firstExample(media.examples, resolve) ??
    sampleOf(media.schema as Schema, resolve as (schema: Schema) => Schema);
  if (type.includes('x-www-form-urlencoded')) return { form: textsOf(value) };
  if (type.startsWith('multipart/')) return { multipart: partsOf(media.schema as Json | undefined, value, resolve) };
  if (/json/.test(type)) return { body: value ?? {} };
  notes.add(`A body of the type ${type} is sent as a text of its example.`);
  return { body: typeof value === 'string' ? value : JSON.stringify(value ?? '') };
}

function textsOf(value: unknown): Record<string, string> {
  const fields = Object.entries((value ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    fields.map(([name, each]) => [name, typeof each === 'object' ? JSON.stringify(each) : String(each)]),
  );
}

function partsOf(
  schema: Json | undefined,
  value: unknown,
  resolve: (value: Json) => Json,
): Record<string, string | DraftPart> {
  const properties = (schema === undefined ? {} : (resolve(schema).properties ?? {})) as Record<string, Json>;
  return Object.fromEntries(
    Object.entries(textsOf(value)).map(([name, text]): [string, string | DraftPart] => {
      const { format } = properties[name] === undefined ? ({} as Json) : resolve(properties[name]);
      return [name, format === 'binary' ? { content: '{{randomBytes 1024}}', filename: `${name}.bin` } : text];
    }),
  );
}

/** Tokens that the description asks for come from the environment. */
function securityOf({ operation, root, notes }: Operation): Record<string, string> {
  const required = (operation.security ?? root.security) as readonly Json[] | undefined;
  const names = Object.keys(required?.[0] ?? {});
  const schemes = ((root.components as Json | undefined)?.securitySchemes ?? root.securityDefinitions ?? {}) as Record<
    string,
    Json
  >;
  const headers: Record<string, string> = {};
  for (const name of names) {
    const { type, scheme, in: place, name: header } = schemes[name] ?? {};
    if (type === 'apiKey' && place === 'header') {
      const variable = `LEAKGATE_${String(header)
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]+/g, '_')}`;
      headers[String(header).toLowerCase()] = `{{env ${variable}}}`;
      notes.add(`Operations ask for ${name}; set the environment variable ${variable}.`);
    } else if (type === 'http' || type === 'oauth2' || type === 'openIdConnect' || type === 'basic') {
      const basic = scheme === 'basic' || type === 'basic';
      headers.authorization = `${basic ? 'Basic' : 'Bearer'} {{env LEAKGATE_TOKEN}}`;
      notes.add(`Operations ask for ${name}; set the environment variable LEAKGATE_TOKEN.`);
    } else notes.add(`Operations ask for ${name}, which could not be taken over.`);
  }
  return headers;
}
