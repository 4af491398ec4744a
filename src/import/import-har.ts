import {
  bodyOf,
  type Draft,
  type DraftHttp,
  type DraftPart,
  type DraftRequest,
  keepHeaders,
  pathOf,
  withoutPlaceholders,
} from './draft.ts';
import { ImportProblem } from './import-problem.ts';

/** As much of an HTTP Archive 1.2 entry as is read; every field may be missing in the wild. */
interface Entry {
  readonly request?: {
    readonly method?: string;
    readonly url?: string;
    readonly headers?: readonly { readonly name: string; readonly value: string }[];
    readonly postData?: {
      readonly mimeType?: string;
      readonly text?: string;
      readonly params?: readonly {
        readonly name: string;
        readonly value?: string;
        readonly fileName?: string;
        readonly contentType?: string;
      }[];
    };
  };
  readonly response?: { readonly status?: number };
  readonly _webSocketMessages?: readonly { readonly type?: string; readonly opcode?: number; readonly data?: string }[];
}

/**
 * The requests of an HTTP Archive (as browsers and proxies save them) to the origin that most of them go to, or to
 * `origin`. Equal requests become one with a weight; what failed when it was recorded is left out.
 */
export function importHar(text: string, origin: string | null = null): Draft {
  const entries = entriesOf(text);
  const notes = new Set<string>();
  const urls = entries.map(({ request }) => (URL.canParse(request?.url ?? '') ? new URL(request!.url!) : null));
  const chosen =
    origin === null ? mostCommon(urls.flatMap((url) => (url === null ? [] : [originOf(url)]))) : new URL(origin).origin;
  const left = new Map<string, number>();
  const leave = (why: string): DraftRequest[] => {
    left.set(why, (left.get(why) ?? 0) + 1);
    return [];
  };
  const requests = entries.flatMap((entry, at): DraftRequest[] => {
    const url = urls[at];
    if (url == null) return leave('without a URL');
    const sentTo = originOf(url);
    if (sentTo !== chosen) return leave(sentTo === 'null' ? 'that went to no server' : `to ${sentTo}`);
    const status = entry.response?.status ?? 0;
    if (status >= 400 || (status < 200 && status !== 101 && status !== 0)) return leave(`answered with ${status}`);
    if (status === 0) return leave('without an answer');
    if (entry.request?.method?.toUpperCase() === 'CONNECT') return leave('of a proxy (CONNECT)');
    return url.protocol.startsWith('ws') || status === 101
      ? [webSocketOf(entry, url, notes)]
      : [httpOf(entry, url, notes)];
  });
  for (const [why, count] of left)
    notes.add(`${count} ${count === 1 ? 'entry' : 'entries'} ${why} ${count === 1 ? 'was' : 'were'} left out.`);
  if (requests.length === 0) throw new ImportProblem(`an archive with answered requests to ${chosen ?? 'one origin'}`);
  notes.add(`The requests are those that were recorded of ${chosen}; they go to the option url.`);
  return { requests, options: {}, notes: [...notes] };
}

function entriesOf(text: string): readonly Entry[] {
  try {
    const { log } = JSON.parse(text.replace(/^\uFEFF/, '')) as { log?: { entries?: unknown } };
    if (Array.isArray(log?.entries)) return log.entries.map((entry: Entry | null) => entry ?? {});
  } catch {
    // Said below.
  }
  throw new ImportProblem("an HTTP Archive: JSON with 'log.entries'");
}

/** WebSockets are recorded as ws: and belong to the http: origin. */
function originOf(url: URL): string {
  return new URL(url.href.replace(/^ws/, 'http')).origin;
}

function mostCommon(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function headersOf({ request }: Entry, notes: Set<string>): Readonly<Record<string, string>> | undefined {
  return keepHeaders(
    (request?.headers ?? []).map(({ name, value }) => [name, value] as const),
    notes,
  );
}

function webSocketOf(entry: Entry, url: URL, notes: Set<string>): DraftRequest {
  const headers = headersOf(entry, notes);
  const texts = (entry._webSocketMessages ?? []).filter(({ type, opcode }) => type === 'send' && opcode !== 2);
  const send = texts.map(({ data = '' }) => withoutPlaceholders(data, notes));
  return { websocket: pathOf(url), ...(headers && { headers }), ...(send.length > 0 && { send }) };
}

function httpOf(entry: Entry, url: URL, notes: Set<string>): DraftHttp {
  const post = entry.request?.postData;
  const method = (entry.request?.method ?? 'GET').toUpperCase();
  const isMultipart = post?.mimeType?.startsWith('multipart/form-data') === true && (post.params?.length ?? 0) > 0;
  const { 'content-type': sent, ...others } = headersOf(entry, notes) ?? {};
  const hasText = post?.text !== undefined && post.text !== '';
  const type = sent ?? (hasText ? post.mimeType : undefined);
  const headers = { ...others, ...(type !== undefined && !isMultipart && { 'content-type': type }) };
  const status = entry.response?.status ?? 200;
  return {
    method,
    path: pathOf(url),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(isMultipart ? { multipart: partsOf(post!, notes) } : contentOf(post, notes)),
    // What is recorded as a redirection stays one, whatever the option says.
    ...(status >= 300 && { 'expect-status': status }),
  };
}

type PostData = NonNullable<NonNullable<Entry['request']>['postData']>;

function contentOf(post: PostData | undefined, notes: Set<string>): Pick<DraftHttp, 'body' | 'form'> {
  if (post === undefined) return {};
  if (post.text !== undefined && post.text !== '') return { body: bodyOf(post.text, notes) };
  if (post.params === undefined || post.params.length === 0) return {};
  return {
    form: Object.fromEntries(post.params.map(({ name, value = '' }) => [name, withoutPlaceholders(value, notes)])),
  };
}

function partsOf({ params = [] }: PostData, notes: Set<string>): Record<string, string | DraftPart> {
  return Object.fromEntries(
    params.map(({ name, value, fileName, contentType }): [string, string | DraftPart] => {
      if (fileName === undefined) return [name, withoutPlaceholders(value ?? '', notes)];
      if (value === undefined || value === '')
        notes.add(`The archive does not hold the file ${fileName}; random bytes stand for it.`);
      const content = value === undefined || value === '' ? '{{randomBytes 1024}}' : withoutPlaceholders(value, notes);
      return [name, { content, filename: fileName, ...(contentType !== undefined && { 'content-type': contentType }) }];
    }),
  );
}
