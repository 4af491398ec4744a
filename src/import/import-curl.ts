import { readFlags } from './command-flags.ts';
import {
  bodyOf,
  type Draft,
  type DraftHttp,
  type DraftPart,
  keepHeaders,
  pathOf,
  withoutPlaceholders,
} from './draft.ts';
import { ImportProblem } from './import-problem.ts';
import { shellWords } from './shell-words.ts';

/** Flags of curl that take a value, by their long names. */
const valued: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  F: 'form',
  u: 'user',
  b: 'cookie',
  A: 'user-agent',
  e: 'referer',
  o: 'output',
  m: 'max-time',
  w: 'write-out',
  x: 'proxy',
  T: 'upload-file',
  c: 'cookie-jar',
  E: 'cert',
  K: 'config',
  r: 'range',
};
const valuedLong = [
  ...Object.values(valued),
  'data-raw',
  'data-binary',
  'data-ascii',
  'data-urlencode',
  'json',
  'url',
  'form-string',
  'connect-timeout',
  'retry',
  'cacert',
  'key',
  'resolve',
  'limit-rate',
  'http-version',
  'max-redirs',
  'interface',
  'url-query',
  'unix-socket',
  'abstract-unix-socket',
];
/** Flags that change nothing about what is sent. */
const harmless =
  /^(?:s|S|silent|show-error|i|include|v|verbose|L|location|k|insecure|f|fail|fail-with-body|compressed|output|o|O|remote-name|w|write-out|N|no-buffer|http1\.1|max-time|connect-timeout|retry|g|globoff|progress-bar|no-progress-meter|4|6|ipv4|ipv6)$/;

/** One curl command, as a terminal or a browser's "copy as cURL" has it. Throws ImportProblem. */
export function importCurl(text: string): Draft {
  const words = shellWords(text.trim());
  if (words === null) throw new ImportProblem('a curl command whose quotes are closed');
  const start = words.findIndex((word) => /(?:^|\/)curl(?:\.exe)?$/.test(word));
  if (start < 0) throw new ImportProblem("a command that begins with 'curl'");
  const notes = new Set<string>();
  const requests = transfersOf(words.slice(start + 1)).flatMap((transfer) => requestsOf(transfer, notes));
  return { requests, options: {}, notes: [...notes] };
}

/** What stands between `--next` and `--next`: each begins without the flags of the one before. */
function transfersOf(words: readonly string[]): string[][] {
  const transfers: string[][] = [[]];
  for (const word of words) {
    if (word === '--next' || word === '-:') transfers.push([]);
    else transfers.at(-1)!.push(word);
  }
  return transfers;
}

function requestsOf(words: readonly string[], notes: Set<string>): DraftHttp[] {
  const { flags, operands, unknown } = readFlags(words, { shorts: valued, longs: valuedLong });
  for (const name of unknown.filter((each) => !harmless.test(each) && !['G', 'get', 'I', 'head'].includes(each)))
    notes.add(`The flag ${name.length > 1 ? '--' : '-'}${name} of curl was left out.`);
  for (const name of flags.keys()) if (ignored.has(name)) notes.add(`The flag --${name} of curl was left out.`);
  const urls = [...(flags.get('url') ?? []), ...operands];
  if (urls.length === 0) throw new ImportProblem('a curl command with a URL');
  return urls.map((url) => requestOf(url, flags, unknown, notes));
}

const ignored = new Set([
  'proxy',
  'upload-file',
  'cookie-jar',
  'cert',
  'config',
  'resolve',
  'range',
  'unix-socket',
  'abstract-unix-socket',
  'http-version',
  'url-query',
]);

function requestOf(
  given: string,
  flags: ReadonlyMap<string, readonly string[]>,
  switches: readonly string[],
  notes: Set<string>,
): DraftHttp {
  const url = parseUrl(given);
  const all = (name: string): readonly string[] => flags.get(name) ?? [];
  const data = [
    ...all('json'),
    ...['data', 'data-ascii', 'data-raw', 'data-binary'].flatMap((name) =>
      all(name).map((each) => withFile(each, name, notes)),
    ),
    ...all('data-urlencode').map(encoded),
  ];
  const parts = [...all('form'), ...all('form-string')];
  const isGet = switches.includes('G') || switches.includes('get');
  if (isGet && data.length > 0) url.search = [url.search.slice(1), ...data].filter((each) => each !== '').join('&');
  const body = isGet || data.length === 0 ? null : data.join(all('json').length > 0 ? '' : '&');
  const isHead = switches.includes('I') || switches.includes('head');
  const implied = flags.has('upload-file')
    ? 'PUT'
    : isHead
      ? 'HEAD'
      : body !== null || parts.length > 0
        ? 'POST'
        : 'GET';
  const headers = keepHeaders(headersOf(flags, body), notes);
  return {
    method: (all('request').at(-1) ?? implied).toUpperCase(),
    path: pathOf(url),
    ...(headers && { headers }),
    ...(body !== null && { body: bodyOf(body, notes) }),
    ...(parts.length > 0 && { multipart: Object.fromEntries(parts.map((part) => partOf(part, notes))) }),
  };
}

function headersOf(flags: ReadonlyMap<string, readonly string[]>, body: string | null): (readonly [string, string])[] {
  const headers = (flags.get('header') ?? []).flatMap((line): (readonly [string, string])[] => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
  });
  const has = (name: string): boolean => headers.some(([each]) => each === name);
  const user = flags.get('user')?.at(-1);
  if (user !== undefined && !has('authorization')) headers.push(['authorization', `Basic ${user}`]);
  for (const name of ['cookie', 'user-agent', 'referer']) {
    const value = flags.get(name)?.at(-1);
    if (value !== undefined && !has(name)) headers.push([name, value]);
  }
  if (flags.has('json')) {
    if (!has('content-type')) headers.push(['content-type', 'application/json']);
    if (!has('accept')) headers.push(['accept', 'application/json']);
  } else if (body !== null && !has('content-type')) headers.push(['content-type', 'application/x-www-form-urlencoded']);
  return headers;
}

function withFile(value: string, flag: string, notes: Set<string>): string {
  if (!value.startsWith('@') || flag === 'data-raw') return value;
  notes.add(`The body comes from the file ${value.slice(1)}; name it as body-file in the scenario.`);
  return '';
}

function encoded(value: string): string {
  const [, name = '', text = ''] = /^([^=]*=)?([\s\S]*)$/.exec(value) ?? [];
  return `${name}${encodeURIComponent(text)}`;
}

function partOf(part: string, notes: Set<string>): readonly [string, string | DraftPart] {
  const [, name = part, value = ''] = /^([^=]+)=([\s\S]*)$/.exec(part) ?? [];
  const [first = '', ...attributes] = value.split(';');
  if (!first.startsWith('@') && !first.startsWith('<')) return [name, withoutPlaceholders(value, notes)];
  const attribute = (key: string): string | undefined =>
    attributes
      .find((each) => each.trim().startsWith(`${key}=`))
      ?.trim()
      .slice(key.length + 1);
  const [type, filename] = [attribute('type'), attribute('filename')];
  notes.add(`The part ${name} is read from ${first.slice(1)}, from the folder of the scenario.`);
  return [
    name,
    {
      file: first.slice(1),
      ...(filename !== undefined && { filename }),
      ...(type !== undefined && { 'content-type': type }),
    },
  ];
}

/** curl takes URLs without a scheme. */
export function parseUrl(text: string): URL {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(withScheme)) throw new ImportProblem(`a URL instead of '${text.slice(0, 100)}'`);
  return new URL(withScheme);
}
