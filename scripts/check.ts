import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Name on the screen and the command behind it; each can be run alone. */
const checks: readonly (readonly [string, readonly string[]])[] = [
  ['types', ['tsc', '--noEmit']],
  ['lint and format', ['./node_modules/@biomejs/cli-linux-x64/biome', 'check', '--error-on-warnings', '.']],
  ['import arrows', ['tsx', 'scripts/check-imports.ts']],
  ['parts of each detector', ['tsx', 'scripts/check-detectors.ts']],
  ['generated files', ['tsx', 'scripts/generate.ts', '--check']],
  ['dist', ['tsx', 'scripts/check-dist.ts']],
  ['workflows and action.yml', ['tsx', 'scripts/check-workflows.ts']],
  ['unit tests', ['vitest', 'run', '--config', 'test/vitest.config.ts', '--project', 'unit']],
];

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly seconds: number;
}

/** The one command before a commit: a line per check, and what a failed one said. */
async function main(): Promise<void> {
  let failed = 0;
  for (const [name, command] of checks) {
    const { code, output, seconds } = await run(command);
    if (code !== 0) failed += 1;
    console.log(`${code === 0 ? '✔' : '✘'} ${name.padEnd(26)}${seconds.toFixed(1).padStart(6)} s`);
    if (code !== 0) console.log(`${output.trimEnd().replaceAll(/^/gm, '    ')}\n    → npx ${command.join(' ')}`);
  }
  process.exitCode = failed === 0 ? 0 : 1;
}

function run([tool, ...args]: readonly string[]): Promise<Outcome> {
  const startedAt = performance.now();
  return new Promise((done, reject) => {
    const native = tool!.startsWith('./');
    const child = spawn(native ? tool! : process.execPath, native ? args : [binOf(tool!), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => done({ code: code ?? 1, output, seconds: (performance.now() - startedAt) / 1000 }));
  });
}

/** Scripts of node_modules/.bin are JavaScript for all four tools; Node runs them without a shell on every system. */
function binOf(tool: string): string {
  return resolve(root, 'node_modules', '.bin', tool);
}

await main();
