import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LeakReport } from '../src/report/leak-report.ts';
import { freePort } from '../src/service/free-port.ts';

// Gates the bundled shop twice through the built command line: the leaky one must come out as a leak of one session
// per request, its fixed twin must pass. Bundled to dist/demo.js, so that it runs where nothing is installed.

/** Where the leaky shop keeps its sessions. */
const growing = 'sessions.byToken';
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const shop = fileURLToPath(new URL('../test/services/shop', import.meta.url));

const leaky = await gate('leaky.js', 'The shop keeps every session: expect a leak');
const fixed = await gate('fixed.js', 'Its fixed twin forgets old sessions: expect a pass');
const problems = [...whyNotLeak(leaky), ...whyNotPass(fixed)];

if (problems.length === 0) {
  console.log('\nDemo OK: the leak was found and named, and the fixed twin passed.');
} else {
  console.error(`\nDemo FAILED: ${problems.join('; ')}.`);
  process.exitCode = 1;
}

interface Outcome {
  readonly exitCode: number | null;
  readonly report: LeakReport | null;
}

async function gate(script: string, title: string): Promise<Outcome> {
  console.log(`\n── ${title}\n`);
  const directory = await mkdtemp(join(tmpdir(), 'leakgate-demo-'));
  const reportFile = join(directory, 'demo.json');
  const port = await freePort();
  const flags = {
    start: `node ${script}`,
    'working-directory': shop,
    url: `http://127.0.0.1:${port}/login`,
    'ready-url': `http://127.0.0.1:${port}/health`,
    method: 'POST',
    headers: 'content-type: application/json',
    body: '{"user":"{{id}}"}',
    'report-directory': directory,
    json: reportFile,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [cli, 'run', ...args], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'inherit',
  });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  const report = await readFile(reportFile, 'utf8').then(
    (text) => JSON.parse(text) as LeakReport,
    () => null,
  );
  await rm(directory, { recursive: true, force: true });
  return { exitCode, report };
}

function whyNotLeak({ exitCode, report }: Outcome): string[] {
  if (report?.verdict.conclusion !== 'leak' || exitCode !== 1)
    return [`the leaky shop came out ${said(report, exitCode)}`];
  const finding = report.findings.find(({ status, ownerName }) => status === 'leak' && ownerName === growing);
  if (finding === undefined) return [`the leak was not traced to \`${growing}\``];
  const rate = finding.objectsPerRequest;
  return Math.abs(rate - 1) <= 0.001 ? [] : [`${rate.toFixed(4)} objects per request were counted, expected 1.000`];
}

function whyNotPass({ exitCode, report }: Outcome): string[] {
  const passed = report?.verdict.conclusion === 'pass' && exitCode === 0;
  return passed ? [] : [`the fixed shop came out ${said(report, exitCode)}`];
}

function said(report: LeakReport | null, exitCode: number | null): string {
  return `${report?.verdict.conclusion ?? 'without a report'} (exit code ${exitCode})`;
}
