import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CorpusCase } from '../../scripts/corpus/corpus-case.ts';
import { installCase } from '../../scripts/corpus/install-case.ts';

const services = resolve(fileURLToPath(import.meta.url), '../../services');

/** A service of test/services with its exact dependencies from the registry, in the cache; returns its folder there. */
export async function installService(name: 'guestbook' | 'storefront'): Promise<string> {
  return await installCase({ folder: join(services, name), truth: { installScripts: false } as CorpusCase });
}
