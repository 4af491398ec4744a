import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type Contexts, fillIn, holds, type Status } from './expressions.ts';
import { runnerNode, runStep, type StepResult } from './runner-emulator.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'continue-on-error'?: boolean;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly unknown[]>> };
  readonly steps: readonly Step[];
}

export interface WorkflowOptions {
  /** The repository that actions/checkout brings. */
  readonly repository: string;
  readonly event: { readonly name: string; readonly payload: unknown };
  readonly apiUrl: string;
  readonly runId: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Artifacts of all runs so far, by run id and name; grows. */
  readonly artifacts: Artifacts;
  /** Called before each job of a matrix; false: its machine was lost. */
  readonly survives?: (job: string, matrix: Contexts) => boolean;
}

export interface JobResult {
  readonly job: string;
  readonly matrix: Contexts;
  readonly status: Status;
  /** What the steps that use leakgate did, in order. */
  readonly gates: readonly StepResult[];
}

/** Folders by `run id/name`. */
export class Artifacts {
  readonly #root = mkdtempSync(join(tmpdir(), 'artifacts-'));

  folder(runId: number, name: string): string {
    return join(this.#root, String(runId), name);
  }

  names(runId: number): string[] {
    const folder = join(this.#root, String(runId));
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  dispose(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

/** Uploaded to code scanning, as parsed. */
export type Sarif = { readonly runs: readonly { readonly results: readonly unknown[] }[] };

export interface WorkflowResult {
  readonly jobs: readonly JobResult[];
  readonly sarif: readonly Sarif[];
  readonly dispose: () => void;
}

/** Runs a workflow's jobs one after the other: `run:` by bash, leakgate by the runner's emulator, GitHub's own steps played. */
export async function runWorkflow(text: string, options: WorkflowOptions): Promise<WorkflowResult> {
  const { jobs } = parse(text) as { jobs: Record<string, Job> };
  const results: JobResult[] = [];
  const sarif: Sarif[] = [];
  const homes: (() => void)[] = [];
  for (const [id, job] of Object.entries(jobs)) {
    const needed = [job.needs ?? []].flat();
    const before = results.filter((result) => needed.includes(result.job));
    const status: Status = before.every((result) => result.status === 'success') ? 'success' : 'failure';
    if (!holds(job.if, contextsOf(options), status)) continue;
    const cells = cellsOf(job);
    for (const [index, matrix] of cells.entries()) {
      if (options.survives?.(id, matrix ?? {}) === false) continue;
      const home = mkdtempSync(join(tmpdir(), 'job-'));
      homes.push(() => rmSync(home, { recursive: true, force: true }));
      const strategy = { 'job-index': index, 'job-total': cells.length };
      const run = new JobRun(id, home, { ...contextsOf(options), matrix, strategy }, options, sarif);
      results.push({ job: id, matrix: matrix ?? {}, ...(await run.run(job.steps)) });
      homes.push(...run.gates.map((gate) => gate.dispose));
    }
  }
  return { jobs: results, sarif, dispose: () => homes.forEach((dispose) => void dispose()) };
}

function contextsOf({ event, runId }: WorkflowOptions): Contexts {
  const github = { event: event.payload, event_name: event.name, run_id: runId, token: 'ghs_token_of_the_job' };
  return { github, job: {}, runner: {}, needs: {}, env: {}, secrets: {}, inputs: {}, vars: {} };
}

function cellsOf({ strategy }: Job): (Contexts | null)[] {
  const axes = Object.entries(strategy?.matrix ?? {});
  if (axes.length === 0) return [null];
  return axes.reduce<Contexts[]>(
    (cells, [name, values]) => cells.flatMap((cell) => values.map((value) => ({ ...cell, [name]: value }))),
    [{}],
  );
}

class JobRun {
  readonly gates: StepResult[] = [];
  readonly #id: string;
  readonly #workspace: string;
  readonly #home: string;
  readonly #contexts: Contexts;
  readonly #options: WorkflowOptions;
  readonly #sarif: Sarif[];
  readonly #steps: Record<string, { outputs: Record<string, string> }> = {};
  #status: Status = 'success';

  constructor(id: string, home: string, contexts: Contexts, options: WorkflowOptions, sarif: Sarif[]) {
    this.#id = id;
    this.#home = home;
    this.#workspace = join(home, 'workspace');
    mkdirSync(this.#workspace);
    this.#contexts = contexts;
    this.#options = options;
    this.#sarif = sarif;
  }

  async run(steps: readonly Step[]): Promise<{ status: Status; gates: readonly StepResult[] }> {
    for (const [at, step] of steps.entries()) {
      const contexts = { ...this.#contexts, steps: this.#steps };
      if (!holds(step.if, contexts, this.#status)) continue;
      const inputs = Object.fromEntries(
        Object.entries(step.with ?? {}).map(([name, value]) => [name, fillIn(String(value), contexts)]),
      );
      const ok = await this.#take(step, inputs, contexts, at);
      if (!ok && step['continue-on-error'] !== true) this.#status = 'failure';
    }
    return { status: this.#status, gates: this.gates };
  }

  /** false: the step failed. */
  async #take(step: Step, inputs: Record<string, string>, contexts: Contexts, at: number): Promise<boolean> {
    if (step.run !== undefined) return this.#bash(fillIn(step.run, contexts));
    const name = step.uses!.split('@')[0]!;
    if (name === 'leakgate/leakgate') return await this.#gate(step, inputs, contexts, at);
    const play = this.#played[name];
    if (play === undefined) throw new Error(`no part is played for ${step.uses}`);
    return play(inputs);
  }

  readonly #played: Record<string, (inputs: Record<string, string>) => boolean> = {
    'actions/checkout': () => {
      cpSync(this.#options.repository, this.#workspace, { recursive: true });
      return true;
    },
    'actions/setup-node': () => true,
    'actions/upload-artifact': ({ name, path }) => {
      const from = join(this.#workspace, path!);
      if (!existsSync(from)) return false;
      cpSync(from, this.#options.artifacts.folder(this.#options.runId, name!), { recursive: true });
      return true;
    },
    'actions/download-artifact': ({ path = '.', pattern = '*', 'run-id': run, 'github-token': token }) => {
      const runId = Number(run ?? this.#options.runId);
      if (runId !== this.#options.runId && (token ?? '') === '') return false;
      const wanted = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
      const names = this.#options.artifacts.names(runId).filter((name) => wanted.test(name));
      mkdirSync(join(this.#workspace, path), { recursive: true });
      for (const name of names) {
        // One folder each, as download-artifact does for a pattern.
        const to = join(this.#workspace, path, name);
        cpSync(this.#options.artifacts.folder(runId, name), to, { recursive: true });
      }
      return true;
    },
    'github/codeql-action/upload-sarif': ({ sarif_file: file }) => {
      this.#sarif.push(JSON.parse(readFileSync(join(file!), 'utf8')) as Sarif);
      return true;
    },
  };

  #bash(script: string): boolean {
    const { status } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
      cwd: this.#workspace,
      env: { ...process.env, CI: 'true', PATH: `${dirname(runnerNode)}:${process.env['PATH']}` },
      timeout: 120_000,
      stdio: 'ignore',
    });
    return status === 0;
  }

  async #gate(step: Step, inputs: Record<string, string>, contexts: Contexts, at: number): Promise<boolean> {
    const event = join(this.#home, 'event.json');
    writeFileSync(event, JSON.stringify(this.#options.event.payload));
    const result = await runStep({
      workspace: this.#workspace,
      inputs,
      contexts,
      env: {
        GITHUB_JOB: this.#id,
        GITHUB_ACTION: step.id ?? `__leakgate_${at}`,
        GITHUB_WORKFLOW: 'leakgate',
        GITHUB_EVENT_NAME: this.#options.event.name,
        GITHUB_EVENT_PATH: event,
        GITHUB_API_URL: this.#options.apiUrl,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_RUN_ID: String(this.#options.runId),
        ...this.#options.env,
      },
    });
    this.gates.push(result);
    this.#steps[step.id ?? ''] = { outputs: result.outputs };
    return result.conclusion === 'success';
  }
}
