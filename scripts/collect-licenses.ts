import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** The licences of every package that a bundle took a file from, by name. `inputs`: the bundle's files, from `root`. */
export function collectLicenses(root: string, inputs: readonly string[]): string {
  const folders = new Set<string>();
  for (const input of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match !== null) folders.add(match[1]!);
  }
  const packages = [...folders].map((folder) => readPackage(join(root, folder)));
  packages.sort((a, b) => (a.name === b.name ? compare(a.version, b.version) : compare(a.name, b.name)));
  const seen = new Set<string>();
  const parts = packages.filter(
    ({ name, version }) => !seen.has(`${name}@${version}`) && seen.add(`${name}@${version}`),
  );
  const line = '-'.repeat(80);
  const head = 'The files in this folder contain code of these packages.\n';
  return [
    head,
    ...parts.map((each) => `${line}\n${each.name} ${each.version} (${each.license})\n\n${each.text.trim()}\n`),
  ].join('\n');
}

function readPackage(folder: string): PackageFacts {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
    author?: string | { name: string };
  };
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const author = typeof manifest.author === 'string' ? manifest.author : (manifest.author?.name ?? 'its authors');
  const text =
    file !== undefined && existsSync(join(folder, file))
      ? readFileSync(join(folder, file), 'utf8')
      : `Copyright ${author}`;
  return {
    name: manifest.name,
    version: manifest.version,
    license: manifest.license ?? 'see text',
    text: text.replaceAll('\r\n', '\n'),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
