import { afterAll, describe, expect, it } from 'vitest';
import { removeReports, runGateOn } from '../support/gate-run.ts';
import { installFixture } from '../support/install-fixture.ts';

interface Way {
  readonly tool: string;
  readonly command: string;
  /** File in which the leak is, and how the service's process is called. */
  readonly file: RegExp;
  readonly process: RegExp;
  /** The container in the report; minified code has no `kept`. */
  readonly owner?: RegExp;
  readonly path?: string;
  readonly flags?: readonly string[];
}

const plain = { file: /\/server\.js$/, process: /^server\.js \(pid \d+\)$/ };
const typed = { file: /\/server\.ts$/, process: /^server\.ts \(pid \d+\)$/ };

/** The tools are installed from the registry into the fixture's folder in the cache. */
const ways: readonly Way[] = [
  { tool: 'npm', command: 'npm start', ...plain },
  { tool: 'npm', command: 'MODE=test && export MODE && npm run dev', ...plain },
  { tool: 'pnpm', command: 'npx pnpm start', ...plain },
  { tool: 'yarn', command: 'npx yarn start', ...plain },
  { tool: 'nodemon', command: 'npx nodemon server.js', ...plain },
  { tool: 'pm2', command: 'npx pm2-runtime server.js', ...plain, process: /\(pid \d+\)$/ },
  { tool: 'tsx', command: 'npx tsx server.ts', ...typed },
  { tool: 'tsx', command: 'npx tsx watch server.ts', ...typed },
  { tool: 'tsx', command: 'node --import tsx server.ts', ...typed },
  { tool: 'ts-node', command: 'npx ts-node --transpile-only server.ts', ...typed },
  { tool: 'nest', command: 'npx nest start', file: /\/src\/main\.ts$/, process: /^main(\.js)? \(pid \d+\)$/ },
  {
    tool: 'next',
    command: 'npx next start --hostname 127.0.0.1 --port $PORT',
    file: /\/route\.js$/,
    process: /\(pid \d+\)$/,
    owner: /^Array `\w+`/,
    path: '/visit',
    flags: ['--prepare', 'npx next build --webpack'],
  },
  {
    tool: 'nuxt',
    command: 'HOST=127.0.0.1 npx nuxt preview --port $PORT',
    file: /server\/routes\/visit\.js$/,
    process: /^index\.mjs \(pid \d+\)$/,
    path: '/visit',
    flags: ['--prepare', 'npx nuxt build'],
  },
];

describe('a service started with', () => {
  afterAll(removeReports);

  it.each(ways)('$command is judged by its own process, leaky and clean', { timeout: 700_000 }, async (way) => {
    const workingDirectory = await installFixture(way.tool);
    const env = { PM2_HOME: `${workingDirectory}/.pm2`, NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1' };
    const settings = {
      timeoutMs: 300_000,
      workingDirectory,
      path: way.path ?? '/',
      flags: ['--depth', 'quick', ...(way.flags ?? [])],
    };

    const leaky = await runGateOn(way.command, { ...settings, env: { ...env, LEAK: '1' } });
    expect(leaky.report.verdict.conclusion, leaky.stdout).toBe('leak');
    expect(leaky.exitCode).toBe(1);
    const [finding] = leaky.report.findings;
    expect(finding?.owner).toMatch(way.owner ?? /kept`/);
    expect(finding?.objectsPerRequest).toBeGreaterThan(0.9);
    expect((finding?.growthSite ?? finding?.place)?.file).toMatch(way.file);
    expect(leaky.report.service.processes).toEqual([expect.stringMatching(way.process)]);
    expect(leaky.leftovers).toEqual([]);

    const clean = await runGateOn(way.command, { ...settings, env });
    expect(clean.report.verdict.conclusion, clean.stdout).toBe('pass');
    expect(clean.exitCode).toBe(0);
    expect(clean.leftovers).toEqual([]);
  });
});
