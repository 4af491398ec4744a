import type {
  BodyCheck,
  ClientManner,
  Exchange,
  HttpExchange,
  Message,
  Part,
  Save,
  Scenario,
  ScenarioRequest,
  StatusRanges,
  Step,
} from './scenario.ts';

/** The keys of a scenario file. */
export type ScenarioKeys = Readonly<Record<string, unknown>>;

/** A scenario as its file has it; reading it again gives the same scenario. Files stay named by their paths. */
export function writeScenario({ seed, corpus, around, requests }: Scenario): ScenarioKeys {
  const { setUp = [], logIn = [], logOut = [], cleanUp = [] } = around ?? {};
  const framing = { 'set-up': setUp, 'log-in': logIn, 'log-out': logOut, 'clean-up': cleanUp };
  return {
    seed,
    ...(corpus != null && { corpus }),
    ...Object.fromEntries(
      Object.entries(framing)
        .filter(([, steps]) => steps.length > 0)
        .map(([key, steps]) => [key, steps.map(writeStep)]),
    ),
    requests: requests.map(writeRequest),
  };
}

function writeRequest(request: ScenarioRequest): ScenarioKeys {
  const { weight, rate } = request;
  const share = { weight, ...(rate != null && { rate }) };
  if (request.kind !== 'flow') return { ...writeExchange(request), ...share };
  return { name: request.name, steps: request.steps.map(writeStep), ...share };
}

function writeStep(step: Step): ScenarioKeys {
  if (step.kind === 'think') return { think: `${step.ms}ms` };
  return step.kind === 'close' ? { close: step.session } : writeExchange(step);
}

function writeExchange(exchange: Exchange): ScenarioKeys {
  const { name, path, headers } = exchange;
  if (exchange.kind === 'http') {
    const { method, expectStatus, expectBody = [], save = [], client } = exchange;
    return {
      name,
      method,
      path,
      headers,
      ...writeBody(exchange),
      // An aborted request has no answer to expect anything of.
      ...(client?.kind !== 'abort' && { 'expect-status': writeStatuses(expectStatus) }),
      ...writeChecks('expect-body', expectBody),
      ...(save.length > 0 && { save: Object.fromEntries(save.map((each) => [each.name, sourceOf(each.from)])) }),
      ...writeManner(client),
    };
  }
  const { expectMessages, expectBody = [], keepAs } = exchange;
  const session = {
    'expect-messages': expectMessages,
    ...writeChecks('expect-message', expectBody),
    ...(keepAs !== null && { 'keep-as': keepAs }),
  };
  if (exchange.kind === 'events') return { name, events: path, headers, ...session };
  const { subprotocol, send, ending } = exchange;
  const messages = send.map(writeMessage);
  return {
    name,
    websocket: path,
    headers,
    ...(subprotocol !== null && { subprotocol }),
    send: messages,
    ending,
    ...session,
  };
}

function writeMessage(message: Message): string | ScenarioKeys {
  switch (message.kind) {
    case 'text':
      return message.text;
    case 'binary':
      return { base64: message.base64 };
    case 'wait':
      return writeChecks('wait-for', message.checks);
  }
}

function writeBody({ body }: HttpExchange): ScenarioKeys {
  switch (body.kind) {
    case 'none':
      return {};
    case 'text':
      return { body: body.text };
    case 'json': {
      const value: unknown = JSON.parse(body.text);
      return { body: value };
    }
    case 'form':
      return { form: Object.fromEntries(body.fields) };
    case 'bytes':
      return { 'body-file': body.file };
    case 'multipart':
      return { multipart: Object.fromEntries(body.parts.map((part) => [part.name, writePart(part)])) };
  }
}

function writePart({ filename, contentType, content, file }: Part): unknown {
  if (filename === null && contentType === null && typeof content === 'string') return content;
  return {
    ...(file == null ? { content } : { file }),
    ...(filename !== null && { filename }),
    ...(contentType !== null && { 'content-type': contentType }),
  };
}

function writeChecks(key: string, checks: readonly BodyCheck[]): ScenarioKeys {
  const written: Record<string, unknown> = {};
  const json: Record<string, unknown> = {};
  for (const check of checks) {
    if (check.kind === 'contains') written.contains = check.text;
    if (check.kind === 'matches') written.matches = check.pattern;
    if (check.kind === 'json') json[check.path] = check.value;
    if (check.kind === 'no-graphql-errors') written.graphql = true;
  }
  if (Object.keys(json).length > 0) written.json = json;
  return Object.keys(written).length === 0 ? {} : { [key]: written };
}

function sourceOf(from: Save['from']): string {
  switch (from.kind) {
    case 'body':
      return 'body';
    case 'json':
      return from.path.startsWith('[') ? `json${from.path}` : `json.${from.path}`;
    case 'header':
      return `header.${from.header}`;
    case 'cookie':
      return `cookie.${from.cookie}`;
    case 'pattern':
      return `/${from.pattern}/`;
  }
}

function writeManner(manner: ClientManner | undefined): ScenarioKeys {
  if (manner === undefined) return {};
  if (manner.kind === 'abort')
    return { abort: typeof manner.when === 'object' ? `${manner.when.afterMs}ms` : `while-${manner.when}` };
  const { sendMs, readMs } = manner;
  return { ...(sendMs > 0 && { 'slow-send': `${sendMs}ms` }), ...(readMs > 0 && { 'slow-read': `${readMs}ms` }) };
}

/** `200-299,304` */
export function writeStatuses(ranges: StatusRanges): string {
  return ranges.map(([low, high]) => (low === high ? `${low}` : `${low}-${high}`)).join(',');
}
