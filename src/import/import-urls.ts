import { type Draft, type DraftHttp, pathOf } from './draft.ts';
import { parseUrl } from './import-curl.ts';
import { ImportProblem } from './import-problem.ts';

/** One URL or path a line, with a method before it where it is no GET; `#` begins a comment. */
export function importUrls(text: string): Draft {
  const origins = new Set<string>();
  const requests = text.split(/\r?\n/).flatMap((raw, at): DraftHttp[] => {
    const line = raw.replace(/(?:^|\s)#.*$/, '').trim();
    if (line === '') return [];
    const [, method = 'GET', address = ''] = /^(?:([A-Za-z]+)\s+)?(\S+)$/.exec(line) ?? [];
    if (address === '')
      throw new ImportProblem(`a URL or a path, with a method before it at the most, in line ${at + 1}`);
    if (address.startsWith('/')) return [{ method: method.toUpperCase(), path: pathOf(new URL(address, 'http://x')) }];
    const url = parseUrl(address);
    origins.add(url.origin);
    return [{ method: method.toUpperCase(), path: pathOf(url) }];
  });
  if (requests.length === 0) throw new ImportProblem('at least one URL or path, one a line');
  const notes = [...origins].map((origin) => `The host of ${origin} was left out; requests go to the option url.`);
  return { requests, options: {}, notes };
}
