import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { freePort } from '../../src/service/free-port.ts';
import { runBuiltCli } from '../support/run-cli.ts';
import { copyService, type Workspace } from '../support/shop-workspace.ts';

const scenario = {
  requests: [
    { path: '/health', weight: 3 },
    { path: '/products?search=a', weight: 2 },
    { method: 'POST', path: '/login', body: { user: '{{id}}' } },
  ],
};

/** Seconds that a diagnosis may take on a small service. */
const MOST_SECONDS = 20;

describe('a leak of the shop', () => {
  let shop: Workspace;
  let env: Record<string, string>;
  let first: LeakReport;
  const cli = (...args: string[]) => runBuiltCli(args, { cwd: shop.directory, env });
  const reportIn = (folder: string): LeakReport =>
    JSON.parse(readFileSync(join(shop.directory, folder, 'report.json'), 'utf8')) as LeakReport;

  beforeAll(async () => {
    shop = copyService('shop');
    const port = await freePort();
    env = { PORT: String(port) };
    writeFileSync(join(shop.directory, 'scenario.json'), JSON.stringify(scenario));
    const run = await cli(
      ...['run', '--start', 'node leaky.js', '--url', `http://127.0.0.1:${port}/`, '--scenario', 'scenario.json'],
    );
    expect(run.exitCode, run.stderr).toBe(1);
    first = reportIn('leakgate-report');
  }, 120_000);
  afterAll(() => shop.dispose());

  it('is reported with the shortest load that shows it: one request, one connection, three times', () => {
    const [finding] = first.findings;
    expect(first.reproduction).toMatchObject({
      signature: finding!.signature,
      request: 'POST /login',
      connections: 1,
      seen: { requests: 3, grew: 3, unit: 'objects' },
    });
    const file = JSON.parse(readFileSync(join(shop.directory, 'leakgate-report/reproduce.json'), 'utf8')) as object;
    expect(file).toMatchObject({ seed: 1, requests: [{ name: 'POST /login', path: '/login' }] });
  });

  it('leaves the profile of the growth in the report folder, most of it allocated where sessions are opened', () => {
    const folder = join(shop.directory, 'leakgate-report');
    const page = readFileSync(join(folder, 'allocations.html'), 'utf8');
    expect(page).toContain('session-store.js');
    for (const name of ['allocations.speedscope.json', 'allocations.heapprofile', 'allocations.pb.gz'])
      expect(existsSync(join(folder, name)), name).toBe(true);
  });

  it('is diagnosed within 20 seconds', () => {
    const { diagnosis = 0, isolation = 0, shortening = 0 } = first.durations;
    console.log(
      `diagnosis ${diagnosis.toFixed(1)} s, isolation ${isolation.toFixed(1)} s, shortening ${shortening.toFixed(1)} s`,
    );
    expect(diagnosis).toBeGreaterThan(0);
    expect(diagnosis + isolation + shortening).toBeLessThan(MOST_SECONDS);
  });

  it('is confirmed by the shortest run, under the same signature', async () => {
    const again = await cli('run', '--reproduce', 'leakgate-report/report.json', '--report-directory', 'again');
    expect(again.exitCode, again.stderr).toBe(1);
    expect(again.stdout).toContain(`Reproduced: ${first.findings[0]!.signature}`);
    const { load } = reportIn('again');
    expect(load.connections).toBe(1);
    expect(load.perRequest.map(({ name }) => name)).toEqual(['POST /login']);
  }, 120_000);

  it('is still leaking as long as nothing was fixed, and fixed afterwards', async () => {
    const unfixed = await cli(
      'verify',
      'leakgate-report/report.json',
      '--report-directory',
      'unfixed',
      '--json',
      'v.json',
    );
    expect(unfixed.exitCode, unfixed.stderr).toBe(1);
    expect(unfixed.stdout).toMatch(/^❌ 0 of 1 leak fixed, 1 still leaks\n/u);
    expect(unfixed.stdout).toMatch(/✘ still leaking +`sessions.byToken` in session-store\.js:\d+\n/u);
    const { results } = JSON.parse(readFileSync(join(shop.directory, 'v.json'), 'utf8')) as {
      results: { state: string; signature: string; objectsPerRequest: number }[];
    };
    expect(results).toMatchObject([{ state: 'leaking', signature: first.findings[0]!.signature }]);
    expect(results[0]!.objectsPerRequest).toBeCloseTo(1, 1);

    copyFileSync(join(shop.directory, 'fixed.js'), join(shop.directory, 'leaky.js'));
    const fixed = await cli('verify', 'leakgate-report/report.json', '--report-directory', 'fixed');
    expect(fixed.stdout).toMatch(/^✅ the leak is fixed\n/u);
    expect(fixed.stdout).toMatch(/✔ fixed +`sessions.byToken` in session-store\.js:\d+\n/u);
    expect(fixed.exitCode, fixed.stderr).toBe(0);
  }, 180_000);

  it('leaves no profile beside a run that passes', () => {
    expect(reportIn('fixed').allocations).toBeNull();
    expect(existsSync(join(shop.directory, 'fixed/allocations.html'))).toBe(false);
    expect(reportIn('fixed').durations['diagnosis'] ?? 0).toBe(0);
  });
});

const ORDERS = `
const http = require('node:http');
const orders = new Map();
const isFixed = process.env.FIXED === '1';
http.createServer((request, response) => {
  const [, kind, id] = request.url.split('/');
  if (kind === 'orders' && request.method === 'PUT') orders.set(id, { id, at: Date.now() });
  if (kind === 'orders' && request.method === 'DELETE' && isFixed) orders.delete(id);
  response.end(String(orders.size));
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

/** Two kinds of requests add to one list, one of them twice as much. */
const AUDIT = `
const http = require('node:http');
const audit = [];
http.createServer((request, response) => {
  const [, kind, id] = request.url.split('/');
  if (kind === 'orders') audit.push({ id, what: request.method });
  if (request.method === 'DELETE') audit.push({ id, what: 'stock' });
  response.end(String(audit.length));
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

/** Who comes while another one's answer is under way waits for it, and is kept. */
const WAITERS = `
const http = require('node:http');
const running = new Map();
const waiters = new Set();
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function load(key) {
  if (running.has(key)) {
    const waiter = { key, since: Date.now() };
    waiters.add(waiter);
    return await running.get(key);
  }
  running.set(key, wait(8));
  await running.get(key);
  running.delete(key);
}
http.createServer(async (request, response) => {
  await load(request.url);
  response.end('loaded');
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

/** Each connection leaves something behind, whatever it sends. */
const PEERS = `
const http = require('node:http');
const peers = [];
const server = http.createServer((request, response) => response.end(String(peers.length)));
if (process.env.FIXED !== '1') server.on('connection', (socket) => peers.push({ port: socket.remotePort, at: Date.now() }));
server.listen(Number(process.env.PORT), '127.0.0.1');
`;

describe('a leak of a small service', () => {
  let shop: Workspace;
  let port: number;
  const run = (words: string[], env: Record<string, string> = {}) =>
    runBuiltCli(words, { cwd: shop.directory, env: { PORT: String(port), ...env } });
  const gate = (file: string, ...flags: string[]) =>
    run(['run', '--start', `node ${file}`, '--url', `http://127.0.0.1:${port}/`, ...flags]);
  const report = () =>
    JSON.parse(readFileSync(join(shop.directory, 'leakgate-report/report.json'), 'utf8')) as LeakReport;

  beforeAll(async () => {
    shop = copyService('shop');
    port = await freePort();
    writeFileSync(join(shop.directory, 'orders.js'), ORDERS);
    writeFileSync(join(shop.directory, 'audit.js'), AUDIT);
    writeFileSync(join(shop.directory, 'waiters.js'), WAITERS);
  });
  afterAll(() => shop.dispose());

  it('that keeps things by the ids in its requests belongs to its request, and shows in three of them', async () => {
    const requests = [{ path: '/health' }, { method: 'PUT', path: '/orders/{{id}}' }];
    writeFileSync(join(shop.directory, 'orders.json'), JSON.stringify({ requests }));
    const leak = await gate('orders.js', '--scenario', 'orders.json');
    expect(leak.exitCode, leak.stderr).toBe(1);
    expect(report().title).toContain('per `PUT /orders/{{id}}`');
    expect(report().reproduction).toMatchObject({
      request: 'PUT /orders/{{id}}',
      connections: 1,
      seen: { requests: 3, grew: 3, unit: 'objects' },
    });
    // The shortest scenario leaves a request out: where it shows nothing, nothing is proved.
    writeFileSync(join(shop.directory, 'orders.js'), ORDERS.replace('orders.set(', 'void (id, '));
    const again = await run(['run', '--reproduce', 'leakgate-report/report.json', '--report-directory', 'again']);
    writeFileSync(join(shop.directory, 'orders.js'), ORDERS);
    expect(again.stdout).toContain('Not reproduced: ');
    expect(again.stdout).toContain('`leakgate verify leakgate-report/report.json` sends all of them');
    expect(again.exitCode, again.stderr).toBe(2);
  }, 120_000);

  it('that two kinds of requests grow names both, and shows in two of the one that adds more', async () => {
    const requests = [
      { path: '/health' },
      { method: 'PUT', path: '/orders/{{id}}' },
      { method: 'DELETE', path: '/orders/{{id}}' },
    ];
    writeFileSync(join(shop.directory, 'audit.json'), JSON.stringify({ requests }));
    const leak = await gate('audit.js', '--scenario', 'audit.json');
    expect(leak.exitCode, leak.stderr).toBe(1);
    expect(report().title).toContain('`audit` in audit.js:6 grows by 1 entry');
    expect(report().findings[0]).toMatchObject({
      request: null,
      requestKinds: [
        { name: 'DELETE /orders/{{id}}', perRequest: 2 },
        { name: 'PUT /orders/{{id}}', perRequest: 1 },
      ],
      growthStatement: "if (kind === 'orders') audit.push({ id, what: request.method });",
      growthOtherSites: [
        {
          position: { file: 'audit.js', line: 7 },
          statement: "if (request.method === 'DELETE') audit.push({ id, what: 'stock' });",
        },
      ],
    });
    expect(report().findings[0]!.growthOtherSites![0]!.share).toBeCloseTo(1 / 3, 1);
    expect(leak.stdout).toMatch(/Also added at: `?audit\.js:7:\d+`?, \d+ % of what was seen to stay/u);
    expect(leak.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'Several kinds of requests add to it, each sent alone: 2 per `DELETE /orders/{{id}}`, 1 per `PUT /orders/{{id}}`.',
    );
    expect(report().reproduction).toMatchObject({
      request: 'DELETE /orders/{{id}}',
      connections: 1,
      seen: { requests: 2, grew: 4, unit: 'objects' },
    });
  }, 120_000);

  it('that grows with connections can be confirmed, and is fixed when they leave nothing behind', async () => {
    writeFileSync(join(shop.directory, 'peers.js'), PEERS);
    const leak = await gate('peers.js', '--depth', 'quick');
    expect(leak.exitCode, leak.stderr).toBe(1);
    expect(report().findings[0]).toMatchObject({ status: 'per-connection', growthSite: { file: 'peers.js', line: 5 } });
    const confirmed = await run(['run', '--reproduce', 'leakgate-report/report.json', '--report-directory', 'again']);
    expect(confirmed.exitCode, confirmed.stderr).toBe(1);
    expect(confirmed.stdout).toContain('Reproduced: ');
    const verify = ['verify', 'leakgate-report/report.json', '--report-directory', 'verified'];
    const unfixed = await run(verify);
    expect(unfixed.stdout).toMatch(/^❌ 0 of 1 leak fixed, 1 still leaks\n/u);
    expect(unfixed.exitCode, unfixed.stderr).toBe(1);
    const fixed = await run(verify, { FIXED: '1' });
    expect(fixed.stdout).toMatch(/^✅ the leak is fixed\n/u);
    expect(fixed.exitCode, fixed.stderr).toBe(0);
  }, 180_000);

  it('that a flow grows is fixed when that flow was sent and it grew no more', async () => {
    const steps = [
      { method: 'PUT', path: '/orders/{{id}}' },
      { method: 'DELETE', path: '/orders/{{id}}' },
    ];
    const requests = [{ path: '/health' }, { name: 'order', steps }];
    writeFileSync(join(shop.directory, 'flow.json'), JSON.stringify({ requests }));
    const leak = await gate('orders.js', '--scenario', 'flow.json', '--depth', 'quick');
    expect(leak.exitCode, leak.stderr).toBe(1);
    expect(leak.stdout).toMatch(/per `order` +over [\d,]+ flows of [\d,]+ requests/);
    const fixed = await run(['verify', 'leakgate-report/report.json', '--report-directory', 'fixed'], { FIXED: '1' });
    expect(fixed.stdout).toContain('✔ fixed');
    expect(fixed.exitCode, fixed.stderr).toBe(0);
  }, 120_000);

  it('that grows only while requests wait for each other has its line', async () => {
    const leak = await gate('waiters.js', '--depth', 'quick');
    expect(leak.exitCode, leak.stderr).toBe(1);
    expect(report().findings[0]).toMatchObject({
      growthSiteEvidence: 'insertion',
      growthStatement: 'waiters.add(waiter);',
    });
  }, 120_000);
});
