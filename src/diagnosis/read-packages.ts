import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageOf } from '../growth/locate-script.ts';

/** A published package by what its package.json says. */
export interface PackageFacts {
  readonly name: string;
  readonly version: string;
}

/** Name and version of the packages that scripts lie in, by package folder; those that say nothing are left out. */
export async function readPackages(urls: Iterable<string>): Promise<Record<string, PackageFacts>> {
  const folders = new Set([...urls].flatMap((url) => packageOf(url) ?? []));
  const found: Record<string, PackageFacts> = {};
  for (const folder of folders) {
    const facts = await readFacts(folder);
    if (facts !== null) found[folder] = facts;
  }
  return found;
}

async function readFacts(folder: string): Promise<PackageFacts | null> {
  try {
    const { name, version } = JSON.parse(
      await readFile(join(decodeURIComponent(folder), 'package.json'), 'utf8'),
    ) as Partial<PackageFacts>;
    return typeof name === 'string' && typeof version === 'string' ? { name, version } : null;
  } catch {
    // Removed since, or no package at all: the place says enough.
    return null;
  }
}
