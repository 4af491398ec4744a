import { methods } from './http-fields.ts';

/** A key of a mapping in a scenario file: what it is for people, and its shape for editors. */
export interface FieldRow {
  readonly key: string;
  /** One sentence. */
  readonly description: string;
  /** JSON Schema (draft 07) of its value; the reader is what decides. */
  readonly schema: object;
}

/** The mappings that a scenario file is made of. */
export type MappingName = keyof typeof scenarioFields;

const text = { type: 'string', minLength: 1 } as const;
const time = { type: 'string', pattern: '^\\d+(\\.\\d+)?\\s*(ms|s|m|min|h)$' } as const;
const scalar = { type: ['string', 'number', 'boolean'] } as const;
const path = { type: 'string', pattern: '^/' } as const;
const steps = { type: 'array', items: { $ref: '#/definitions/step' } } as const;

const name: FieldRow = { key: 'name', description: 'How reports name it.', schema: text };
const headers: FieldRow = {
  key: 'headers',
  description: 'Headers by name; values may hold placeholders.',
  schema: { type: 'object', additionalProperties: scalar },
};
const share: readonly FieldRow[] = [
  {
    key: 'weight',
    description: 'Share of the load, a whole number; counts follow it exactly.',
    schema: { type: 'integer', minimum: 1, maximum: 1000 },
  },
  {
    key: 'rate',
    description: 'At most so many begin per second, over all connections.',
    schema: { type: 'number', exclusiveMinimum: 0 },
  },
];
const checks: FieldRow = {
  key: 'expect-body',
  description: 'What the body must contain, or a mapping with contains, matches (a pattern) and json (values by path).',
  schema: { anyOf: [text, { $ref: '#/definitions/check' }] },
};
const session: readonly FieldRow[] = [
  {
    key: 'expect-messages',
    description: 'How many messages are waited for before the session is ended.',
    schema: { type: 'integer', minimum: 0 },
  },
  { ...checks, key: 'expect-message', description: 'What one of the messages must contain, as expect-body.' },
  {
    key: 'keep-as',
    description: 'Keeps the session open under this name until a step closes it or the flow ends.',
    schema: text,
  },
];

/** The one definition of every key; the reader, the schema and its messages are made from these rows. */
export const scenarioFields = {
  scenario: [
    {
      key: 'requests',
      description: 'What the load sends, mixed by weight.',
      schema: { type: 'array', minItems: 1, items: { $ref: '#/definitions/request' } },
    },
    {
      key: 'seed',
      description: 'Equal seeds send equal requests in equal order.',
      schema: { type: 'integer', minimum: 0 },
    },
    {
      key: 'corpus',
      description: 'So many different requests, replayed in the same order from the beginning of each round.',
      schema: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    },
    { key: 'set-up', description: 'Steps before each round; all requests may use what they save.', schema: steps },
    { key: 'log-in', description: 'Steps of each user (one a connection) when a round begins.', schema: steps },
    { key: 'log-out', description: 'Steps of each user when a round ends.', schema: steps },
    { key: 'clean-up', description: 'Steps after each round, before its snapshot.', schema: steps },
    { key: '$schema', description: 'For editors; not read.', schema: text },
  ],
  http: [
    name,
    { key: 'path', description: 'Path and query; placeholders are percent-encoded.', schema: path },
    {
      key: 'method',
      description: 'POST when there is a body, else GET.',
      schema: { enum: methods.flatMap((method) => [method, method.toLowerCase()]) },
    },
    headers,
    {
      key: 'body',
      description: 'A text, or a mapping or list that is sent as JSON; placeholders are filled.',
      schema: { type: ['string', 'object', 'array'] },
    },
    { key: 'body-file', description: 'A file that is sent as it is.', schema: text },
    {
      key: 'form',
      description: 'Fields that are sent URL-encoded.',
      schema: { type: 'object', additionalProperties: scalar },
    },
    {
      key: 'multipart',
      description: 'Parts by name: a text, or a mapping with file or content, filename and content-type.',
      schema: {
        type: 'object',
        minProperties: 1,
        additionalProperties: { anyOf: [scalar, { $ref: '#/definitions/part' }] },
      },
    },
    { key: 'graphql', description: 'A GraphQL document; an answer with errors is a failure.', schema: text },
    { key: 'variables', description: 'Variables of the GraphQL document.', schema: { type: 'object' } },
    { key: 'operation', description: 'The operation of the GraphQL document to run.', schema: text },
    {
      key: 'expect-status',
      description: 'Status codes that count as success, e.g. 200-299,304.',
      schema: { type: ['string', 'integer'] },
    },
    checks,
    {
      key: 'save',
      description: 'Values for later steps by name: json.PATH, header.NAME, cookie.NAME, body or /pattern/.',
      schema: { type: 'object', minProperties: 1, additionalProperties: text },
    },
    {
      key: 'abort',
      description: 'The client goes away: while sending, while receiving, or so long after it has sent all.',
      schema: { anyOf: [{ enum: ['while-sending', 'while-receiving'] }, time] },
    },
    { key: 'slow-send', description: 'The body is sent in pieces over so long.', schema: time },
    { key: 'slow-read', description: 'The answer is left unread for so long.', schema: time },
    ...share,
  ],
  websocket: [
    name,
    { key: 'websocket', description: 'Path of a WebSocket to open.', schema: path },
    headers,
    { key: 'subprotocol', description: 'Subprotocol to ask for.', schema: text },
    {
      key: 'send',
      description:
        'Messages to send, each a text, a mapping that is sent as JSON, or base64: BYTES. wait-for: CHECK (as expect-body) waits for such a message of the service before the next is sent.',
      schema: { anyOf: [text, { type: 'array', items: { type: ['string', 'object', 'array'] } }] },
    },
    ...session,
    {
      key: 'ending',
      description: 'How the session ends: in good order, or by cutting the connection.',
      schema: { enum: ['close', 'abort'] },
    },
    ...share,
  ],
  events: [
    name,
    { key: 'events', description: 'Path of a stream of server-sent events to open.', schema: path },
    headers,
    ...session,
    ...share,
  ],
  flow: [
    name,
    {
      key: 'steps',
      description: 'Requests of one user, one after the other, with cookies and saved values of their own.',
      schema: { ...steps, minItems: 1 },
    },
    ...share,
  ],
  think: [{ key: 'think', description: 'A pause of the user.', schema: time }],
  close: [{ key: 'close', description: 'Ends the session that was kept under this name.', schema: text }],
  check: [
    { key: 'contains', description: 'A text that must be in it; placeholders are filled.', schema: text },
    { key: 'matches', description: 'A JavaScript pattern that must match.', schema: text },
    { key: 'graphql', description: 'true: no list of errors, as GraphQL answers with 200.', schema: { enum: [true] } },
    {
      key: 'json',
      description: 'Expected values by path, e.g. user.items[0].id.',
      schema: { type: 'object', minProperties: 1 },
    },
  ],
  part: [
    { key: 'file', description: 'A file that is sent as it is.', schema: text },
    { key: 'content', description: 'A text; placeholders are filled.', schema: text },
    { key: 'filename', description: 'File name that is told to the service.', schema: text },
    { key: 'content-type', description: 'Content type of the part.', schema: text },
  ],
} as const satisfies Readonly<Record<string, readonly FieldRow[]>>;

/** The keys of a mapping. */
export function keysOf(mapping: MappingName): readonly string[] {
  return scenarioFields[mapping].map(({ key }) => key);
}
