import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { freePort } from '../../src/service/free-port.ts';
import { runBuiltCli } from '../support/run-cli.ts';
import { copyService, type Workspace } from '../support/shop-workspace.ts';

const workspaces: Workspace[] = [];
afterAll(() => {
  for (const { dispose } of workspaces.splice(0)) dispose();
});

const SCENARIO = `
seed: 3
requests:
  - path: /health
    weight: 2
  - method: POST
    path: /login
    headers: { content-type: application/json }
    body: { user: "{{id}}" }
`;

it('names the one request of a scenario that grows the container, and counts per that request', async () => {
  const workspace = copyService('shop');
  workspaces.push(workspace);
  writeFileSync(join(workspace.directory, 'scenario.yml'), SCENARIO);
  const port = await freePort();
  const result = await runBuiltCli(
    [
      'run',
      ...['--start', `PORT=${port} node leaky.js`, '--url', `http://127.0.0.1:${port}/`],
      ...['--scenario', 'scenario.yml', '--depth', 'quick', '--json', 'result.json'],
    ],
    { cwd: workspace.directory },
  );
  expect(result.exitCode, result.stderr).toBe(1);
  const report = JSON.parse(readFileSync(join(workspace.directory, 'result.json'), 'utf8')) as LeakReport;
  const [finding] = report.findings;
  expect(finding?.request).toBe('POST /login');
  // The shares of a seeded deck are exact, the cut of a round in the middle of a deck is not.
  expect(finding?.objectsPerRequest).toBeCloseTo(1, 1);
  expect(report.load.perRequest.map(({ name, failed }) => ({ name, failed }))).toEqual([
    { name: 'GET /health', failed: 0 },
    { name: 'POST /login', failed: 0 },
  ]);
  expect(report.title).toContain('per `POST /login`');
}, 120_000);
