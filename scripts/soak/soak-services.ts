import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CaseFolder, readCorpus } from '../corpus/corpus-case.ts';
import { installCase } from '../corpus/install-case.ts';

/** A service that does not leak, as a corpus case that knows how to install itself. */
export interface SoakService extends CaseFolder {
  readonly name: string;
  /** Resolves with the folder in which it is started. */
  readonly install: () => Promise<string>;
}

const corpus = fileURLToPath(new URL('../../test/corpus', import.meta.url));
const shop = fileURLToPath(new URL('../../test/services/shop', import.meta.url));
/** The frameworks' shops: routing, bodies, validation, a template, an outgoing fetch, logging of objects. */
const FRAMEWORKS = /^clean-\w+-shop$/;

/** The bundled clean service and one for each framework, those whose name contains one of the words. */
export async function soakServices(words: readonly string[] | null): Promise<SoakService[]> {
  const frameworks = (await readCorpus(corpus, '-shop'))
    .map((each) => ({ ...each, name: basename(each.folder), install: () => installCase(each) }))
    .filter(({ name }) => FRAMEWORKS.test(name));
  return [bundledShop(), ...frameworks].filter(
    ({ name }) => words === null || words.some((word) => name.includes(word)),
  );
}

function bundledShop(): SoakService {
  return {
    name: 'bundled-shop',
    folder: shop,
    install: async () => shop,
    truth: {
      id: 'bundled-shop',
      kind: 'clean',
      request: {
        requests: [
          { method: 'GET', path: '/products?search=a', weight: 3 },
          {
            method: 'POST',
            path: '/login',
            headers: { 'content-type': 'application/json' },
            body: '{"user":"{{id}}"}',
          },
          { method: 'POST', path: '/orders', headers: { 'content-type': 'application/json' }, body: '{"product":2}' },
        ],
      },
      expected: { leaks: false, approxBytesPerRequest: { heap: 0 }, whatLeaks: null },
      startCommand: 'node fixed.js',
    },
  };
}
