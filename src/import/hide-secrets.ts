import { type Draft, type DraftPart, type DraftRequest, noteOfSecret, variableFor } from './draft.ts';

/** Fields of bodies, forms and queries whose values open something. */
const SECRET_FIELD = /passw(?:or)?d|passphrase|secret|token|api[-_]?key|private[-_]?key|credential/i;
/** In `a=1&b=2`, as forms and queries are written. */
const PAIRS = /(^|[?&])([^=&?]+)=([^&]*)/g;

/**
 * What was recorded of a person is not written down: values of such fields come from the environment, each value from a variable of its own, as
 * secret headers do. Fields whose value is empty or made by a placeholder stay.
 */
export function hideSecrets(draft: Draft): Draft {
  const variables = new Map<string, string>();
  const hidden = new Set<string>();
  const hide = (field: string, value: string): string => {
    if (!SECRET_FIELD.test(field) || value === '' || value.includes('{{')) return value;
    const known = variables.get(value);
    const name = known ?? freeVariable(field, new Set(variables.values()));
    variables.set(value, name);
    hidden.add(noteOfSecret(`field ${field}`, name));
    return `{{env ${name}}}`;
  };
  const pairs = (text: string): string =>
    text.replaceAll(
      PAIRS,
      (_, before: string, field: string, value: string) => `${before}${field}=${hide(field, value)}`,
    );
  const requests = draft.requests.map((request): DraftRequest => {
    if ('websocket' in request) return { ...request, websocket: pairs(request.websocket) };
    const { path, body, form, multipart } = request;
    return {
      ...request,
      path: pairs(path),
      ...(body !== undefined && { body: typeof body === 'string' ? pairs(body) : within(body, hide) }),
      ...(form && { form: mapFields(form, hide) }),
      ...(multipart && { multipart: mapFields(multipart, (field, part) => hidePart(field, part, hide)) }),
    };
  });
  return { ...draft, requests, notes: [...draft.notes, ...hidden] };
}

type Hide = (field: string, value: string) => string;

function within(value: unknown, hide: Hide): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => within(each, hide));
  if (typeof value !== 'object' || value === null) return value;
  return mapFields(value as Readonly<Record<string, unknown>>, (field, each) =>
    typeof each === 'string' ? hide(field, each) : within(each, hide),
  );
}

function hidePart(field: string, part: string | DraftPart, hide: Hide): string | DraftPart {
  if (typeof part === 'string') return hide(field, part);
  return part.content === undefined ? part : { ...part, content: hide(field, part.content) };
}

function mapFields<From, To>(
  fields: Readonly<Record<string, From>>,
  map: (field: string, value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, map(field, value)]));
}

function freeVariable(field: string, taken: ReadonlySet<string>): string {
  const name = variableFor(field);
  for (let count = 1; ; count++) {
    const numbered = count === 1 ? name : `${name}_${count}`;
    if (!taken.has(numbered)) return numbered;
  }
}
