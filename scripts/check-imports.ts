import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The import arrows of src/README.md: what each folder of src may import beside itself and the files that belong to all
 * (errors, progress, version, isolate-id, within). Folders that are missing here may import nothing.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  options: ['policy', 'load/scenario', 'load/template', 'load/is-loopback', 'load/json-path'],
  service: ['options/gate-options', 'inspector', 'load/is-loopback'],
  inspector: [],
  load: ['options/gate-options'],
  capture: [
    'service',
    'inspector',
    'load',
    'options/gate-options',
    'heap/heap-graph',
    'heap/snapshot-redactor',
    'engine',
    'growth/finding',
    'growth/growth-site',
    'growth/watched-growth',
    'growth/allocation-tree',
  ],
  heap: [],
  growth: ['heap', 'capture/manifest', 'inspector/memory-reading', 'load/load-summary', 'load/requests-for'],
  engine: [
    'heap',
    'growth',
    'detectors',
    'capture/manifest',
    'inspector/memory-reading',
    'load/load-summary',
    'load/requests-for',
  ],
  import: [],
  detectors: ['growth', 'heap', 'capture/manifest', 'inspector/memory-reading'],
  diagnosis: [
    'detectors',
    'growth',
    'heap',
    'inspector',
    'load',
    'service',
    'capture/manifest',
    'options/gate-options',
  ],
  base: ['compare', 'report', 'options/gate-options', 'service'],
  compare: ['growth', 'verdict/verdict'],
  policy: ['growth', 'compare', 'verdict/verdict'],
  verdict: [
    'compare',
    'policy',
    'detectors',
    'growth',
    'heap',
    'capture/manifest',
    'inspector/memory-reading',
    'load/load-summary',
    'options/gate-options',
  ],
  report: [
    'compare',
    'policy',
    'verdict',
    'detectors',
    'growth',
    'capture/manifest',
    'inspector/memory-reading',
    'load/write-scenario',
    'load/load-summary',
    'options/gate-options',
  ],
  cli: [
    'base',
    'compare',
    'run/offer-baseline',
    'gate',
    'merge',
    'check-scenario',
    'import',
    'options',
    'report',
    'report-folder',
    'repository-root',
    'run/prepare',
    'verdict',
    'capture/manifest',
    'heap',
    'growth',
    'engine',
    'service/start-service',
    'service/output-tail',
  ],
  merge: ['report', 'verdict', 'options/parse-cell'],
  review: ['verdict/verdict'],
  action: [
    'gate',
    'merge',
    'review',
    'options',
    'report',
    'report-folder',
    'run/prepare',
    'verdict',
    'service/start-service',
    'service/output-tail',
  ],
  run: [
    'base',
    'compare',
    'policy',
    'options',
    'service',
    'inspector',
    'load',
    'capture',
    'engine',
    'heap',
    'growth',
    'detectors',
    'diagnosis',
    'verdict',
    'report',
    'report-folder',
  ],
  // Files directly in src, by name.
  gate: [
    'run',
    'base',
    'compare',
    'policy',
    'options',
    'service',
    'inspector',
    'load',
    'capture',
    'engine',
    'heap',
    'growth',
    'detectors',
    'diagnosis',
    'verdict',
    'report',
    'report-folder',
  ],
  'report-folder': ['report', 'verdict'],
  errors: [],
  progress: [],
  version: [],
  'isolate-id': [],
  within: [],
};

const forAll = ['errors', 'progress', 'run/turns', 'version', 'isolate-id', 'within'];

/** These take files, processes, clocks and chance as arguments. */
const pureFolders = ['import', 'heap', 'growth', 'detectors', 'compare', 'policy', 'verdict', 'report'];
const pureFiles = [
  'options/resolve-options',
  'options/read-config',
  'options/read-scenario',
  'options/option-table',
  'options/parse-value',
  'options/parse-policy',
  'options/resolve-scenario',
  'options/read-step',
  'options/read-http',
  'options/read-session',
  'options/read-address',
  'options/read-manner',
  'options/read-body',
  'options/read-checks',
  'options/yaml-reader',
  'options/step-reading',
];
const impureCalls =
  /\b(?:console\.\w|process\.\w|Date\.now\(|new Date\(\)|performance\.now\(|Math\.random\(|setTimeout\(|setInterval\()/;
/** Pure parts of Node: text, paths, bytes. */
const pureModules = ['node:path', 'node:util', 'node:string_decoder', 'node:buffer'];

/** Packages that only one folder (or file) may know. */
const packageHomes: Readonly<Record<string, readonly string[]>> = {
  autocannon: ['load'],
  ws: ['load'],
  'eventsource-parser': ['load'],
  'chrome-remote-interface': ['inspector'],
  '@actions/core': ['action'],
  '@octokit/core': ['review'],
  '@octokit/plugin-paginate-rest': ['review'],
  ajv: ['merge'],
  '@actions/exec': ['action', 'run'],
  yaml: ['options', 'import'],
  picocolors: ['cli', 'report'],
};

interface Source {
  /** From src, without the extension: `heap/heap-graph`. */
  readonly path: string;
  readonly text: string;
}

/** Every import that an arrow does not allow and every impurity in a pure folder, each a sentence. */
export function checkImports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => [...checkArrows(source), ...checkPurity(source)]);
}

function checkArrows({ path, text }: Source): string[] {
  const home = homeOf(path);
  const allowed = arrows[home];
  if (allowed === undefined)
    return [`src/${path}.ts: the folder ${home} has no import arrows in scripts/check-imports.ts`];
  return importsOf(text).flatMap((specifier) => {
    if (!specifier.startsWith('.')) return checkPackage(path, home, specifier);
    const target = relative('/', resolve('/', dirname(path), specifier))
      .split(sep)
      .join('/')
      .replace(/\.(ts|json)$/, '');
    const fine =
      homeOf(target) === home ||
      forAll.includes(target) ||
      allowed.some((each) => target === each || target.startsWith(`${each}/`));
    return fine ? [] : [`src/${path}.ts imports ${target}, and ${home} may import ${allowed.join(', ') || 'nothing'}`];
  });
}

function checkPackage(path: string, home: string, specifier: string): string[] {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const homes = packageHomes[name];
  return homes === undefined || homes.includes(home)
    ? []
    : [`src/${path}.ts imports ${name}, which only ${homes.join(' and ')} may know`];
}

function checkPurity({ path, text }: Source): string[] {
  if (!pureFolders.includes(homeOf(path)) && !pureFiles.includes(path)) return [];
  const modules = importsOf(text).filter(
    (specifier) => specifier.startsWith('node:') && !pureModules.includes(specifier),
  );
  const problems = modules.map((specifier) => `src/${path}.ts is pure and imports ${specifier}`);
  for (const [index, line] of withoutComments(text).split('\n').entries()) {
    const call = impureCalls.exec(line);
    if (call !== null) problems.push(`src/${path}.ts:${index + 1} is pure and uses ${call[0]}`);
  }
  return problems;
}

/** Folder of a source; directly in src the file's own name, and `gate` for the parts that the flow is put together from. */
function homeOf(path: string): string {
  if (path.includes('/')) return path.split('/')[0]!;
  return Object.hasOwn(arrows, path) ? path : 'gate';
}

function importsOf(text: string): string[] {
  const code = withoutComments(text);
  const found = [
    ...code.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|\bimport\s*\(?\s*'([^']+)'/g),
  ];
  return found.map((match) => match[1] ?? match[2]!);
}

/** Line numbers stay as they are. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''))
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}

export function readSources(): Source[] {
  const src = join(root, 'src');
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({
      path: name.split(sep).join('/').replace(/\.ts$/, ''),
      text: readFileSync(join(src, name), 'utf8'),
    }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checkImports(readSources());
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
