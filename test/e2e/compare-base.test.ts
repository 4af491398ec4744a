import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/service/free-port.ts';
import { makeRepository, type TestRepository } from '../support/git-repository.ts';
import { gateAgainstBase } from '../support/pull-request.ts';

const shop = resolve(dirname(fileURLToPath(import.meta.url)), '../services/shop');
const text = (name: string): string => readFileSync(`${shop}/${name}`, 'utf8');

/** The shop behind one file, app.js, which is leaky or fixed; a session store that keeps two sessions a login is faster. */
const leaky = text('leaky.js');
const fixed = text('fixed.js');
const faster = text('session-store.js').replace(
  'this.byToken.set(session.token, session);',
  'this.byToken.set(session.token, session);\n    this.byToken.set(`copy of ${session.token}`, new Session(user));',
);

const start = ['--start', 'node app.js', '--url', 'http://127.0.0.1:{port}/login', '--body', '{"user":"{{id}}"}'];

// main: clean at first, then leaky, as a service that a team adopts the gate on.
let repo: TestRepository;
let clean = '';
let grown = '';
beforeAll(() => {
  repo = makeRepository();
  repo.add(shop);
  clean = repo.commit('The shop', { 'app.js': fixed });
  grown = repo.commit('Keep sessions', { 'app.js': leaky });
});
afterAll(() => repo.dispose());

/** Checks a new branch out and commits to it. */
function branch(name: string, from: string, files: Readonly<Record<string, string | null>>): void {
  repo.git('checkout', '-q', '-b', name, from);
  repo.commit(name, files);
}

const named = (commit: string): string => `base \`${commit.slice(0, 7)}\``;

describe('a change that', () => {
  it('brings a leak fails, and the leak is new since the base, which was measured in turns', async () => {
    branch('leak', clean, { 'app.js': leaky });
    const { exitCode, title, report, changes, summary, stderr } = await gateAgainstBase(repo, start);
    expect(exitCode, stderr).toBe(1);
    expect(title).toMatch(
      /^New leak: `sessions.byToken` in session-store\.js:\d+ grows by 1 entry \(\d+ B\) per `POST \/login`$/,
    );
    expect(changes).toEqual(['new sessions.byToken']);
    expect(report.comparison).toMatchObject({
      base: { commit: clean, source: 'measured', conclusion: 'pass' },
      note: null,
    });
    expect(report.commit).toBe(repo.git('rev-parse', 'HEAD'));
    expect(summary).toContain(`**Compared with**: Base \`${clean.slice(0, 7)}\`, measured in this job.`);
    const rounds = [...stderr.matchAll(/✔ round +(base: )?/g)].map(([, who]) => (who === undefined ? 'head' : 'base'));
    expect(rounds.filter((who) => who === 'base').length).toBeGreaterThanOrEqual(3);
    expect(rounds.indexOf('head'), rounds.join(' ')).toBeLessThan(rounds.lastIndexOf('base'));
  });

  it('leaves a leak as it is passes, and the leak is known', async () => {
    branch('readme', grown, { 'README.md': 'The shop.\n' });
    const { exitCode, title, report, changes, summary, stderr } = await gateAgainstBase(repo, start);
    expect(exitCode, stderr).toBe(0);
    expect(title).toMatch(/^No new leak: 1 known among [\d,]+ retainer paths with [\d,]+ requests$/);
    expect(changes).toEqual(['known sessions.byToken']);
    expect(report.comparison).toMatchObject({
      base: { commit: grown, source: 'measured', conclusion: 'leak' },
      note: null,
    });
    expect(report.comparison!.changes[0]!.because).toMatch(/^1\.00 per request in the base and 1\.00 here, within/);
    expect(summary).toContain('known from the base');
    expect(readdirSync(`${repo.directory}/.git/leakgate`)).toHaveLength(2);
  });

  it('makes a leak twice as fast fails, with the base from the cache', async () => {
    branch('faster', grown, { 'session-store.js': faster });
    const { exitCode, title, report, changes, stderr } = await gateAgainstBase(repo, start);
    expect(exitCode, stderr).toBe(1);
    expect(changes).toEqual(['faster sessions.byToken']);
    expect(title).toMatch(/^Faster leak: .* grows by 2 entries .*, 2\.0 times as fast as in base `[0-9a-f]{7}`$/);
    expect(report.comparison!.base).toEqual({ commit: grown, source: 'cached', conclusion: 'leak' });
    expect(stderr).not.toContain('base: ');
  });

  it('fixes a leak is thanked', async () => {
    branch('fix', grown, { 'app.js': fixed });
    const { exitCode, title, changes, summary, stderr } = await gateAgainstBase(repo, start);
    expect(exitCode, stderr).toBe(0);
    expect(changes).toEqual(['fixed sessions.byToken']);
    expect(title).toMatch(new RegExp(`^No leak: .*, 1 fixed since ${named(grown)}$`));
    expect(summary).toContain('| fixed, thank you |');
  });

  it('renames the file of a leak leaves it known', async () => {
    repo.git('checkout', '-q', '-b', 'rename', grown);
    repo.git('mv', 'session-store.js', 'sessions.js');
    repo.git('mv', 'server.js', 'shop.js');
    const app = leaky.replace('./session-store.js', './sessions.js').replace('./server.js', './shop.js');
    repo.commit('rename', { 'app.js': app });
    const { exitCode, title, changes, report, stderr } = await gateAgainstBase(repo, start);
    expect(exitCode, stderr).toBe(0);
    expect(title).toMatch(/^No new leak: 1 known/);
    expect(changes).toEqual(['known sessions.byToken']);
    expect(report.comparison!.changes[0]).toMatchObject({
      signature: expect.stringContaining('@ shop.js'),
      place: { file: 'sessions.js' },
    });
  });

  it('was rebased onto a base that leaks answers for nothing of it', async () => {
    branch('rebased', clean, { 'README.md': 'Begun before the leak.\n' });
    repo.git('rebase', '-q', grown);
    const { exitCode, changes, report, stderr } = await gateAgainstBase(repo, start);
    expect(exitCode, stderr).toBe(0);
    expect(changes).toEqual(['known sessions.byToken']);
    expect(report.comparison!.base.commit).toBe(grown);
  });
});

/** A service that keeps sessions; with reports it keeps these, too. */
const service = (sessions: string, reports: string): string => `
const { createServer } = require('node:http');
${sessions}
const rendered = new Map();
createServer((request, response) => {
  const [, kind, id] = request.url.split('/');
  response.statusCode = 404;
  if (kind === 'login') { response.statusCode = 200; keep(id); }
  ${reports}
  response.end('{}');
}).listen(Number(process.env.PORT), '127.0.0.1');
`;
const sessionsMap = 'const sessions = new Map();\nconst keep = (id) => sessions.set(id, { id, since: Date.now() });';

describe('a change of a service with a scenario that', () => {
  let own: TestRepository;
  const login = { path: '/login/{{id}}' };
  const gate = async (requests: readonly object[]) => {
    own.commit('scenario', { 'scenario.json': JSON.stringify({ requests }) });
    const flags = ['--start', 'node server.js', '--url', 'http://127.0.0.1:{port}/login/me', '--scenario'];
    return await gateAgainstBase(own, [...flags, 'scenario.json']);
  };
  beforeAll(() => {
    own = makeRepository();
    own.commit('Sessions', { 'server.js': service(sessionsMap, '') });
  });
  afterAll(() => own.dispose());

  it('adds an endpoint and sends it answers for what that grows, and not for what the base grows', async () => {
    own.git('checkout', '-q', '-b', 'reports');
    const reports =
      "if (kind === 'reports') { response.statusCode = 200; rendered.set(id, { id, html: id.repeat(9) }); }";
    own.commit('Reports', { 'server.js': service(sessionsMap, reports) });
    const { exitCode, title, changes, report, stderr } = await gate([login, { path: '/reports/{{id}}' }]);
    expect(exitCode, stderr).toBe(1);
    expect(title).toMatch(/^New leak: `rendered` in server\.js:\d+ grows by 1 entry/);
    expect(changes).toEqual(['new rendered', 'known sessions']);
    expect(report.comparison!.note).toBe(
      'The base does not answer GET /reports/{{id}} as expected (answered with 404, expected 200-399), so that was not sent to it: what it grows is new.',
    );
  });

  it('moves what leaks into a class in another file leaves it known', async () => {
    own.git('checkout', '-q', '-b', 'store', 'main');
    const store =
      'exports.Store = class Store { sessions = new Map(); keep(id) { this.sessions.set(id, { id, since: Date.now() }); } };';
    const used =
      "const { Store } = require('./store.js');\nconst store = new Store();\nconst keep = (id) => store.keep(id);";
    own.commit('Store', { 'store.js': store, 'server.js': service(used, '') });
    const { exitCode, changes, report, stderr } = await gate([login]);
    expect(exitCode, stderr).toBe(0);
    expect(changes).toEqual(['known store.sessions']);
    expect(report.comparison!.changes[0]!.because).toContain('it is what the base has as sessions in server.js, moved');
  });
});

describe('a base that cannot be judged', () => {
  it('because it does not build leaves the head to be judged alone, and says so', async () => {
    const broken = (() => {
      branch('broken', clean, { 'build.js': 'throw new Error("no build");\n' });
      return repo.git('rev-parse', 'HEAD');
    })();
    branch('mended', broken, { 'build.js': '', 'app.js': leaky });
    const flags = [...start, '--prepare', 'node build.js', '--base', 'broken'];
    const { exitCode, title, report, changes, summary, stderr } = await gateAgainstBase(repo, flags);
    expect(exitCode, stderr).toBe(1);
    expect(title).toMatch(/^Leak: `sessions.byToken`/);
    expect(changes).toEqual([]);
    expect(report.comparison!.base).toEqual({ commit: broken, source: 'measured', conclusion: 'inconclusive' });
    expect(summary).toMatch(
      /The base could not be judged, so this run was judged alone: the prepare command 'node build.js' ended with code 1/,
    );
  });
});

describe('a run that is cancelled while both are measured', () => {
  it('leaves nothing of the base behind', async () => {
    repo.git('checkout', '-q', '-b', 'cancelled', clean);
    repo.commit('cancelled', { 'NOTES.md': 'x\n' });
    const flags = [...start, '--connections', '3'];
    const { exitCode, report, stderr } = await gateAgainstBase(repo, flags, { interruptAt: /✔ preflight +every/ });
    expect(exitCode, stderr).toBe(2);
    expect(report.title).toContain('cancelled');
    expect(readdirSync(dirname(repo.directory)).filter((name) => name.includes('leakgate'))).toEqual([]);
  });
});

describe('a shallow clone of a service that listens on one port whatever PORT says', () => {
  it('is deepened, and base and head are measured one after the other, which is said', async () => {
    const port = await freePort();
    const app = (from: string): string => `process.env.PORT = '${port}';\n${from}`;
    repo.git('checkout', '-q', '-b', 'stubborn', clean);
    const base = repo.commit('one port', { 'app.js': app(fixed) });
    branch('stubborn-leak', base, { 'app.js': app(leaky) });
    const clone = repo.clone('shallow', { depth: 1, branch: 'stubborn-leak' });
    const flags = [...start, '--base', 'stubborn'];
    const { exitCode, report, changes, summary, stderr } = await gateAgainstBase(clone, flags, { port });
    expect(exitCode, stderr).toBe(1);
    expect(changes).toEqual(['new sessions.byToken']);
    expect(report.comparison!.base).toEqual({ commit: base, source: 'measured', conclusion: 'pass' });
    expect(summary).toContain('The base was measured before this run');
    expect(report.comparison!.note).toContain(`listens on port ${port} whatever PORT says`);
  });
});
