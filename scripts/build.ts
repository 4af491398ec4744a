import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import { collectLicenses } from './collect-licenses.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** One file of dist by its source. */
export const bundles: Readonly<Record<string, string>> = {
  'action.js': 'src/action/main.ts',
  'cli.js': 'src/cli/main.ts',
  'demo.js': 'scripts/demo.ts',
  'engine-worker.js': 'src/engine/worker.ts',
};

/** Files that run as they are, in the service. */
const copied: Readonly<Record<string, string>> = {
  'announce-inspector.cjs': 'src/service/announce-inspector.cjs',
  'cluster-ports.cjs': 'src/service/cluster-ports.cjs',
};

const executable = new Set(['cli.js']);

/** Dependencies in CommonJS call `require`, which an ES module does not have. */
const requireShim =
  "import { createRequire as leakgateCreateRequire } from 'node:module'; const require = leakgateCreateRequire(import.meta.url);";

/**
 * chrome-remote-interface carries a copy of the whole protocol (1 MB) to build its methods; the session sends commands
 * by name (`local: true` with this empty description), so the copy is left out.
 */
const withoutProtocolCopy: Plugin = {
  name: 'without-protocol-copy',
  setup(context) {
    context.onLoad({ filter: /chrome-remote-interface[\\/]lib[\\/]protocol\.json$/ }, () => ({
      contents: '{"version":{"major":"1","minor":"3"},"domains":[]}',
      loader: 'json',
    }));
  },
};

/**
 * @actions/core brings an HTTP client (half a megabyte) for tokens of identity providers, which leakgate never asks for.
 */
const withoutIdentityTokens: Plugin = {
  name: 'without-identity-tokens',
  setup(context) {
    context.onLoad({ filter: /@actions[\\/]core[\\/]lib[\\/]oidc-utils\.js$/ }, () => ({
      contents: "export class OidcClient { static getIDToken() { throw new Error('not part of this bundle'); } }",
      loader: 'js',
    }));
  },
};

export interface BuildResult {
  /** Contents of dist by file name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly metafile: Metafile;
}

/**
 * Bundles every entry into one self-contained ES module for Node 20 and later. The same sources give the same bytes on
 * every machine: no absolute paths, no times.
 */
export async function buildDist(): Promise<BuildResult> {
  const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
  const files = new Map<string, Uint8Array>();
  const inputs: Metafile['inputs'] = {};
  for (const [name, entry] of Object.entries(bundles)) {
    if (!existsSync(join(root, entry))) {
      console.warn(`${entry} does not exist; dist/${name} is left out`);
      continue;
    }
    const result = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile: `dist/${name}`,
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      charset: 'utf8',
      legalComments: 'none',
      minifySyntax: true,
      minifyWhitespace: true,
      logLevel: 'error',
      define: { LEAKGATE_VERSION: JSON.stringify(version) },
      banner: { js: `${executable.has(name) ? '#!/usr/bin/env node\n' : ''}${requireShim}` },
      plugins: [withoutProtocolCopy, withoutIdentityTokens],
    });
    files.set(name, result.outputFiles[0]!.contents);
    Object.assign(inputs, result.metafile.inputs);
  }
  for (const [name, source] of Object.entries(copied)) files.set(name, readFileSync(join(root, source)));
  files.set('LICENSES.txt', new TextEncoder().encode(collectLicenses(root, Object.keys(inputs))));
  // Node reads it to take the .js files for ES modules where no package.json of ours stands above them.
  files.set('package.json', new TextEncoder().encode('{ "type": "module" }\n'));
  return { files, metafile: { inputs, outputs: {} } };
}

async function main(): Promise<void> {
  const { files } = await buildDist();
  const dist = join(root, 'dist');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const [name, contents] of files) {
    writeFileSync(join(dist, name), contents, { mode: executable.has(name) ? 0o755 : 0o644 });
    console.log(`dist/${name}  ${(contents.byteLength / 1024).toFixed(0)} KiB`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
