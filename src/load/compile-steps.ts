import { compileBody } from './compile-body.ts';
import { type BodyReader, compileChecks } from './compile-checks.ts';
import type {
  Close,
  EventStreamExchange,
  Exchange,
  HttpExchange,
  Message,
  Step,
  Think,
  WebSocketExchange,
} from './scenario.ts';
import { compileTemplate, isConstant, type TemplateContext } from './template.ts';

/** One request as it goes over the wire, its templates filled. */
export interface PreparedRequest {
  /** The row that it is counted in (`countedRows`); −1 for what is not part of the load. */
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
}

export type CompiledStep = CompiledExchange | Think | Close;

export type CompiledExchange =
  | (Compiled & { readonly kind: 'http'; readonly exchange: HttpExchange })
  | (Compiled & {
      readonly kind: 'websocket';
      readonly exchange: WebSocketExchange;
      readonly messages: readonly CompiledMessage[];
    })
  | (Compiled & { readonly kind: 'events'; readonly exchange: EventStreamExchange });

export type CompiledMessage =
  | { readonly kind: 'send'; readonly fill: (context: TemplateContext) => string | Buffer }
  | { readonly kind: 'wait'; readonly check: BodyReader };

interface Compiled {
  readonly index: number;
  readonly name: string;
  /** Throws MissingValue. */
  readonly fill: (context: TemplateContext) => PreparedRequest;
  readonly check: BodyReader | null;
}

/** Prepares steps to be filled again and again. `name`: how each exchange is counted, and where. */
export function compileSteps(
  steps: readonly Step[],
  rowOf: (exchange: Exchange) => { readonly index: number; readonly name: string },
): CompiledStep[] {
  return steps.map((step) =>
    step.kind === 'think' || step.kind === 'close' ? step : compileExchange(step, rowOf(step)),
  );
}

function compileExchange(exchange: Exchange, row: { index: number; name: string }): CompiledExchange {
  const compiled = { ...row, fill: compileRequest(exchange, row.index), check: compileChecks(exchange.expectBody) };
  switch (exchange.kind) {
    case 'http':
      return { ...compiled, kind: 'http', exchange };
    case 'websocket':
      return { ...compiled, kind: 'websocket', exchange, messages: exchange.send.map(compileMessage) };
    case 'events':
      return { ...compiled, kind: 'events', exchange };
  }
}

function compileMessage(message: Message): CompiledMessage {
  switch (message.kind) {
    case 'text':
      return { kind: 'send', fill: compileTemplate(message.text) };
    case 'binary': {
      const bytes = Buffer.from(message.base64, 'base64');
      return { kind: 'send', fill: () => bytes };
    }
    case 'wait':
      return { kind: 'wait', check: compileChecks(message.checks) ?? (() => null) };
  }
}

/** Set by the client from what it really sends; a second copy makes servers refuse the request. */
const framingHeaders: ReadonlySet<string> = new Set(['connection', 'content-length', 'transfer-encoding']);

function compileRequest(exchange: Exchange, index: number): (context: TemplateContext) => PreparedRequest {
  const path = compileTemplate(exchange.path, 'path');
  const headers = Object.entries(exchange.headers)
    .filter(([name]) => !framingHeaders.has(name.toLowerCase()))
    .map(([name, value]) => [name, compileTemplate(value)] as const);
  const method = exchange.kind === 'http' ? exchange.method : 'GET';
  const body = compileBody(exchange.kind === 'http' ? exchange.body : { kind: 'none' });
  const accepted: Record<string, string> = exchange.kind === 'events' ? { accept: 'text/event-stream' } : {};
  return (context) => {
    const { content, headers: described } = body(context);
    const own = Object.fromEntries(headers.map(([name, value]) => [name, value(context)]));
    return { index, method, path: path(context), headers: { ...accepted, ...described, ...own }, body: content };
  };
}

/** Whether a request is the same bytes each time. */
export function isConstantRequest({ path, headers, body }: HttpExchange): boolean {
  const constantBody =
    body.kind === 'none' ||
    body.kind === 'bytes' ||
    ((body.kind === 'text' || body.kind === 'json') && isConstant(body.text));
  return constantBody && [path, ...Object.values(headers)].every(isConstant);
}
