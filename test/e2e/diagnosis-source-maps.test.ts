import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceMaps } from '../../src/diagnosis/source-maps.ts';
import { locateUrl, positionKey } from '../../src/growth/locate-script.ts';
import { statementOf, withServiceUnderDiagnosis } from '../diagnosis/diagnose-service.ts';

const modules = resolve(import.meta.dirname, '../../node_modules');

const STORE = `interface Session {
  readonly id: number;
  readonly user: string;
}

const sessions = new Map<number, Session>();
let history: readonly string[] = [];

export function remember<T extends string>(user: T): number {
  const session: Session = { id: sessions.size, user };

  sessions.set(session.id, session);
  return sessions.size;
}

export const note = (line: string): void => {
  history = [...history, line];
};
`;
const SERVER = `import { createServer } from 'node:http';
import { note, remember } from './store.js';

createServer((request, response) => {
  if (request.url === '/login') {
    const count: number = remember(\`user \${request.url}\`);
    note(\`login \${count}\`);
  }
  response.end('ok');
}).listen(Number(process.env['PORT']), '127.0.0.1');
`;
/** Lines of the two statements that leak, 1-based. */
const statements = STORE.split('\n').flatMap((text, at) =>
  /sessions\.set|history = \[\.\.\./.test(text) ? [at + 1] : [],
);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leakgate-maps-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'store.ts'), STORE);
  await writeFile(join(folder, 'server.ts'), SERVER);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function compile(output: string, ...flags: readonly string[]): Promise<string> {
  const tsc = resolve(modules, 'typescript/bin/tsc');
  const common = ['--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', '--types', 'node'];
  await promisify(execFile)(
    process.execPath,
    [
      tsc,
      ...[...common, '--typeRoots', resolve(modules, '@types')],
      ...['--rootDir', folder, '--outDir', join(folder, output), ...flags, join(folder, 'server.ts')],
    ],
    { cwd: folder },
  );
  return `node ${output}/server.js`;
}

async function bundle(output: string, sourcemap: 'linked' | 'inline', minify: boolean): Promise<string> {
  const outfile = join(folder, output);
  const entry = join(folder, 'server.ts');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', sourcemap, minify });
  return `node ${output}`;
}

const variants: readonly [string, () => Promise<string>][] = [
  ['tsx', async () => `node --import ${pathToFileURL(resolve(modules, 'tsx/dist/loader.mjs')).href} server.ts`],
  ['tsc with maps beside', () => compile('beside', '--sourceMap')],
  ['tsc with inline maps', () => compile('inline', '--inlineSourceMap')],
  ['an esbuild bundle', () => bundle('bundle.js', 'linked', false)],
  ['a minified esbuild bundle', () => bundle('minified.js', 'linked', true)],
  ['a minified esbuild bundle with its map inline', () => bundle('minified-inline.js', 'inline', true)],
];

interface Located {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** The statements that were found, as the report would show them. */
async function locate(command: string): Promise<Located[]> {
  const located: Located[] = [];
  await withServiceUnderDiagnosis({ major: '24', command, workingDirectory: folder }, async ({ session, diagnose }) => {
    const maps = new SourceMaps((await session.scripts()).values());
    for (const { site } of await diagnose('login')) {
      const statement = site === null ? null : statementOf(site);
      if (statement === null) continue;
      const original = await maps.originalOf(statement);
      const originals =
        original === null ? {} : { [positionKey(statement.url, statement.line, statement.column)]: original };
      const knowledge = { scripts: {}, originals, repositoryRoot: folder };
      const { file, line } = locateUrl(knowledge, statement.url, statement.line, statement.column)!;
      const text = (await readFile(join(folder, file), 'utf8')).split('\n')[line - 1]!.trim();
      located.push({ file, line, text });
    }
  });
  return located;
}

describe('a leaking statement is named in the file that a person wrote', () => {
  it.each(variants)('run by %s', { timeout: 120_000 }, async (_, prepare) => {
    const located = await locate(await prepare());
    expect(new Set(located.map(({ file }) => file))).toEqual(new Set(['store.ts']));
    expect([...new Set(located.map(({ line }) => line))].toSorted((a, b) => a - b)).toEqual(statements);
  });

  it('run as plain JavaScript', { timeout: 120_000 }, async () => {
    const located = await locate(await compile('plain'));
    expect(new Set(located.map(({ file }) => file))).toEqual(new Set(['plain/store.js']));
    expect(new Set(located.map(({ text }) => text))).toEqual(
      new Set(['sessions.set(session.id, session);', 'history = [...history, line];']),
    );
  });
});
