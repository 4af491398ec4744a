import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/cli/parse-command-line.ts';
import { GateError } from '../../src/errors.ts';
import type { GateOptions } from '../../src/options/gate-options.ts';
import type { OptionName } from '../../src/options/option-table.ts';
import type { RawSource } from '../../src/options/raw-options.ts';
import { readConfig } from '../../src/options/read-config.ts';
import { type Environment, resolveOptions, resolvePolicy } from '../../src/options/resolve-options.ts';

type Given = Partial<Record<OptionName, string | string[]>>;

const files: Record<string, string> = { '/repo/mix.yml': 'requests: [{ path: / }]' };
const environment: Environment = {
  currentDirectory: '/repo',
  readText: (path: string) => files[path] ?? null,
  readBytes: (path: string) => (files[path] === undefined ? null : Buffer.from(files[path])),
  hasVariable: (name: string) => name === 'API_TOKEN',
  isDirectory: (path: string) => path === '/repo' || path === '/repo/api',
  whyFolderUnwritable: () => null,
  eventName: null,
  jobId: null,
};

function source(given: Given): RawSource {
  const entries = Object.entries(given).map(
    ([name, text]) => [name, { texts: [text].flat(), from: `--${name}` }] as const,
  );
  return { options: new Map(entries as never), problems: [] };
}

function resolve(given: Given, config = '', facts: Partial<Environment> = {}): GateOptions {
  const sources = { given: source(given), file: readConfig(config, 'leakgate.yml') };
  return resolveOptions(sources, { ...environment, ...facts });
}

/** The lines of the error that the options end with. */
function problemsOf(given: Given, config = '', facts: Partial<Environment> = {}): string[] {
  try {
    resolve(given, config, facts);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(GateError);
    expect((thrown as GateError).code).toBe('BAD_OPTIONS');
    const lines = (thrown as GateError).message.replace(/^1 option cannot be used: /, '  - ').split('\n');
    return lines.filter((line) => line.startsWith('  - ')).map((line) => line.slice(4));
  }
  throw new Error('expected the options to be refused');
}

const start = 'node server.js';
const url = 'http://127.0.0.1:3000/';
const minimal: Given = { start, url };

describe('resolveOptions', () => {
  it('needs start and url alone, and fills in the defaults', () => {
    expect(resolve(minimal)).toEqual({
      source: { kind: 'start', command: start, prepare: [] },
      services: [],
      portPattern: null,
      settleTimeMs: 0,
      workerThreads: false,
      workingDirectory: '/repo',
      origin: 'http://127.0.0.1:3000',
      readyUrl: 'http://127.0.0.1:3000/',
      readyStatus: [[200, 399]],
      readyTimeoutMs: 60_000,
      scenario: {
        requests: [
          {
            kind: 'http',
            name: 'GET /',
            method: 'GET',
            path: '/',
            headers: {},
            body: { kind: 'none' },
            expectStatus: [[200, 399]],
            weight: 1,
          },
        ],
        seed: 1,
      },
      connections: 10,
      rate: null,
      reconnectEvery: null,
      requestTimeoutMs: 10_000,
      rampMs: null,
      depth: 'default',
      requests: null,
      rounds: null,
      warmUp: null,
      sensitivity: null,
      positiveControl: false,
      gcStudy: false,
      maxGrowthPerRequest: 0,
      maxGrowth: null,
      limits: [],
      accepted: [],
      onKnown: 'warn',
      onExpired: 'warn',
      onUncompared: 'fail',
      compare: 'none',
      base: null,
      baselineReport: null,
      maxRssGrowthPerRequest: null,
      onLeak: 'fail',
      onInconclusive: 'fail',
      timeLimitMs: 300_000,
      reportDirectory: '/repo/leakgate-report',
      keepSnapshots: false,
      redactSnapshots: true,
      cell: { name: null, shard: null, job: null },
      commandLine: ['--start', 'node server.js', '--url', 'http://127.0.0.1:3000/'],
    });
  });

  it('prefers what is given over the file, and the file over the default, option by option', () => {
    const options = resolve({ url, connections: '5' }, `start: ${start}\nconnections: 7\nrate: 50\n`);
    expect(options).toMatchObject({ connections: 5, rate: 50, depth: 'default' });
  });

  it('names every problem at once', () => {
    const problems = problemsOf({ url: 'nowhere', rounds: '2', 'time-limit': '5', depth: 'deep' }, 'conections: 3\n');
    expect(problems).toHaveLength(6);
    expect(problems).toContain(
      "'conections' is not an option (leakgate.yml:1:1); expected one that exists; did you mean connections?",
    );
    expect(problems).toContain(
      "rounds is '2' (--rounds); expected a whole number, at least 3 (fewer rounds cannot tell a leak from a cache that fills)",
    );
    expect(problems).toContain("depth is 'deep' (--depth); expected one of quick, default, thorough");
  });

  it('looks for the file of the body where the url is missing, too', () => {
    const problems = problemsOf({ start, body: '@nowhere.json' });
    expect(problems.map((line) => line.split(' ')[0])).toEqual(['url', 'body']);
  });

  it('does not call missing what stands in the file and cannot be read', () => {
    expect(problemsOf({}, 'start:\nurl: [a]\n')).toEqual([
      'start is empty (leakgate.yml:1:1); expected a value such as node server.js',
      'url is a list or a mapping (leakgate.yml:2:1); expected a value such as http://127.0.0.1:3000/',
    ]);
    for (const broken of ['start: "a\nurl: b\n', '- start\n'])
      expect(problemsOf({}, broken)).toEqual([expect.stringContaining('leakgate.yml')]);
  });

  it('refuses a report-directory that nothing can be written into', () => {
    const facts = { whyFolderUnwritable: (path: string) => (path === '/repo/taken' ? 'a file' : null) };
    expect(problemsOf({ ...minimal, 'report-directory': 'taken' }, '', facts)).toEqual([
      "report-directory is 'taken', a file; expected a folder that can be made and written to",
    ]);
    expect(() => resolve(minimal, '', facts)).not.toThrow();
  });

  it('waits for an attached service as long as it is told to', () => {
    const given = { attach: '127.0.0.1:9229', url, 'ready-timeout': '2s' };
    expect(resolve(given).readyTimeoutMs).toBe(2000);
  });

  it('takes port 0 where the port is found in the output', () => {
    const given = { start, url: 'http://127.0.0.1:0/', 'port-pattern': 'port (\\d+)' };
    expect(resolve(given).origin).toBe('http://127.0.0.1:0');
  });

  it.each<[string, Given, RegExp]>([
    ['start together with attach', { ...minimal, attach: '127.0.0.1:9229' }, /^attach .*one of the two/],
    ['neither start nor attach', { url }, /^start is not given/],
    ['no url', { start }, /^url is not given/],
    [
      'a port that nothing listens on',
      { start, url: 'http://127.0.0.1:0/' },
      /^url is 'http.*port-pattern, which finds it$/,
    ],
    ['a url on another machine', { start, url: 'http://example.com/' }, /^url .*loopback only/],
    ['a url that only begins like loopback', { start, url: 'http://127.0.0.1.example.com/' }, /^url .*loopback only/],
    ['an inspector on another machine', { url, attach: '10.0.0.1:9229' }, /^attach .*loopback/],
    ['a url with a password', { start, url: 'http://me:secret@127.0.0.1:3000/' }, /^url .*without user name/],
    [
      'a scenario together with a body',
      { ...minimal, scenario: 'mix.yml', body: 'y' },
      /^body is given together with scenario/,
    ],
    [
      'a port to be found of a Unix socket',
      { start, url: 'http+unix://%2Ftmp%2Fapp.sock/', 'port-pattern': 'port (\\d+)' },
      /^port-pattern is given together with a Unix socket in url; expected an http or https URL/,
    ],
    [
      'a settle-time that the run has no time for',
      { ...minimal, 'settle-time': '10m' },
      /^settle-time is 600s; expected less than time-limit, 300s/,
    ],
    [
      'services of an attached service',
      { attach: '127.0.0.1:9229', url: 'http://127.0.0.1:3000/', services: 'tcp://127.0.0.1:5432' },
      /^services is given together with attach; expected start/,
    ],
    ['a body with GET', { ...minimal, method: 'GET', body: 'x' }, /^body is given together with method GET/],
    ['fewer requests than connections', { ...minimal, requests: '9' }, /^requests is 9; expected at least .* 10/],
    [
      'a rate below one request per connection and second',
      { ...minimal, rate: '3' },
      /^rate is 3; expected at least .* 10/,
    ],
    ['load that cannot end in time', { ...minimal, requests: '10000', rate: '10' }, /^time-limit .*at least 3000s/],
    ['a ready timeout beyond the time limit', { ...minimal, 'time-limit': '30s' }, /^ready-timeout is 60s/],
    ['a ramp beyond the time limit', { ...minimal, ramp: '6m' }, /^ramp is 360s; expected less than time-limit, 300s/],
    ['a ramp without a unit', { ...minimal, ramp: '5' }, /^ramp is '5' .*a time such as/],
    ['a new connection for no request', { ...minimal, 'reconnect-every': '0' }, /^reconnect-every is '0' .*at least 1/],
    ['a scenario that is not there', { ...minimal, scenario: 'no.yml' }, /^scenario is 'no.yml'.*\/repo\/no.yml/],
    ['a placeholder that nothing saves', { ...minimal, body: '{{token}}' }, /^body: .*unknown template \{\{token\}\}/],
    ['a variable that is not set', { ...minimal, headers: 'a: {{env NO}}' }, /^headers: .*NO, which is not set/],
    ['a folder that does not exist', { ...minimal, 'working-directory': 'web' }, /^working-directory is '\/repo\/web'/],
    ['a header that would end keep-alive', { ...minimal, headers: 'Connection: close' }, /^headers .*kept alive/],
    ['the same header twice', { ...minimal, headers: ['a: 1', 'A: 2'] }, /^headers is 'a' twice/],
    ['a body file that is not there', { ...minimal, body: '@nope.json' }, /^body is 'nope.json'.*\/repo\/nope.json/],
    ['one option given twice', { ...minimal, rate: ['20', '30'] }, /^rate is given 2 times .*one value/],
    ['a sensitivity of more than every request', { ...minimal, sensitivity: '2' }, /^sensitivity is '2' .*1\/1000/],
    ['a sensitivity that is no rate', { ...minimal, sensitivity: '1:1000' }, /^sensitivity is '1:1000'/],
    [
      'a sensitivity together with the requests that decide it',
      { ...minimal, sensitivity: '1/1000', requests: '500' },
      /^sensitivity is given together with requests; expected one of the two/,
    ],
    [
      'no RSS growth at all',
      { ...minimal, 'max-rss-growth-per-request': '0' },
      /^max-rss-growth-per-request is '0' .*at least 1 \(RSS moves by itself\)/,
    ],
    [
      'a positive control that is neither',
      { ...minimal, 'positive-control': 'once' },
      /^positive-control .*true or false/,
    ],
    ['a GC study that is neither', { ...minimal, 'gc-study': 'full' }, /^gc-study .*true or false/],
    ['a value that is empty', { ...minimal, depth: '' }, /^depth is empty/],
    ['a shard that does not exist', { ...minimal, shard: '3/2' }, /^shard is '3\/2' .*i\/n with i from 1 to n/],
    ['a shard that counts from 0', { ...minimal, shard: '0/2' }, /^shard is '0\/2'/],
    ['more shards than requests', { ...minimal, shard: '2/2' }, /^shard is 2\/2; expected at most 1 part/],
    ['a name of several lines', { ...minimal, name: 'a\nb' }, /^name is 'a ↵ b' .*one line/],
    ['a name without an end', { ...minimal, name: 'a'.repeat(101) }, /^name is .*at most 100/],
    ['a check name of several lines', { ...minimal, 'check-name': 'a\rb' }, /^check-name is/],
    ['a comment at another time', { ...minimal, comment: 'sometimes' }, /^comment .*one of never, on-change, always/],
    [
      'a switch that is neither on nor off',
      { ...minimal, 'redact-snapshots': 'raw' },
      /^redact-snapshots .*true or false/,
    ],
    ['a cell that is no JSON', { ...minimal, cell: '{' }, /^cell .*which the runner fills in/],
    ['a cell that is a list', { ...minimal, cell: '{"matrix":[]}' }, /^cell .*which the runner fills in/],
    ['a comparison with something else', { ...minimal, compare: 'main' }, /^compare is 'main' .*one of none, base/],
    [
      'a base that cannot be started',
      { url, attach: '127.0.0.1:9229', compare: 'base' },
      /^compare is base together with attach; expected start/,
    ],
    ['a base that nothing is compared with', { ...minimal, base: 'main' }, /^base is given without compare: base/],
    [
      'two bases',
      { ...minimal, compare: 'base', 'baseline-report': 'report.json' },
      /^baseline-report is given together with compare: base/,
    ],
    ['a preset that does not exist', { ...minimal, preset: 'lax' }, /^preset .*one of strict, default, adopt/],
    ['a level for known leaks', { ...minimal, 'on-known': 'error' }, /^on-known .*one of fail, warn/],
    ['a level for expired acceptances', { ...minimal, 'on-expired': 'off' }, /^on-expired .*one of fail, warn/],
    ['no cells to merge', { ...minimal, cells: '0' }, /^cells .*at least 1/],
    ['a placeholder that does not exist', { ...minimal, body: '{{nope}}' }, /^body: expected valid placeholders/],
  ])('refuses %s', (_, given, expected) => expect(problemsOf(given)).toEqual([expect.stringMatching(expected)]));

  it.each<[string, OptionName, string, RegExp]>([
    ['a limit that is no mapping', 'limits', 'timer', /^limits\[0\] is 'timer' .*a mapping with some of growth-mode/],
    ['a limit that is no YAML', 'limits', '{ level: [', /^limits\[0\] is '{ level: \[' /],
    [
      'a limit that picks nothing',
      'limits',
      '{ level: warn }',
      /^limits\[0\] is one that picks nothing .*growth-mode, endpoint/,
    ],
    [
      'a limit that says nothing',
      'limits',
      '{ growth-mode: timer }',
      /^limits\[0\] is one that says nothing .*level or both/,
    ],
    ['a growth mode that does not exist', 'limits', '{ growth-mode: timers, level: off }', /\.growth-mode is 'timers'/],
    ['a level that does not exist', 'limits', '{ owner: x, level: fatal }', /\.level .*one of off, warn, error/],
    ['a misspelt key', 'limits', '{ ownr: x, level: warn, owner: y }', /\.ownr is no key .*did you mean owner/],
    [
      'a size without a unit that is known',
      'limits',
      '{ owner: x, max-growth-per-request: 8 bits }',
      /a size such as 8B/,
    ],
    ['a key without a value', 'limits', '{ owner: "", level: warn }', /\.owner is empty/],
    ['a key with a list', 'limits', '{ owner: [a], level: warn }', /\.owner is not a text or a number/],
    ['a metric that does not exist', 'limits', '{ metric: heap, at-most: 1MiB }', /\.metric .*one of off-heap-growth/],
    ['a metric without a limit', 'limits', '{ metric: peak-heap, level: warn }', /\.at-most is not given/],
    ['a metric of one owner', 'limits', '{ metric: peak-heap, owner: x, at-most: 1MiB }', /\.owner is given together/],
    ['a limit for leaks by at-most', 'limits', '{ owner: x, at-most: 1MiB }', /\.at-most is given without metric/],
    ['a share above all', 'limits', '{ metric: gc-time-share, at-most: 101% }', /a share from 0% to 100%/],
    ['a share that is a number', 'limits', '{ metric: gc-time-share, at-most: 0.2 }', /a share from 0% to 100%/],
    [
      'a size for descriptors',
      'limits',
      '{ metric: file-descriptors-per-request, at-most: 1MiB }',
      /a number such as 0/,
    ],
    [
      'an acceptance without an owner',
      'accepted',
      '{ signature: a, reason: b, until: 2026-12-31 }',
      /\.owner is not given/,
    ],
    ['an acceptance for ever', 'accepted', '{ signature: a, owner: o, reason: b }', /\.until is not given .*last day/],
    [
      'a day that does not exist',
      'accepted',
      '{ signature: a, owner: o, reason: b, until: 2026-02-30 }',
      /a day such as/,
    ],
    ['a time for a day', 'accepted', '{ signature: a, owner: o, reason: b, until: next week }', /until is 'next week'/],
  ])('refuses %s', (_, name, text, expected) => {
    expect(problemsOf({ ...minimal, [name]: [text] })).toEqual([expect.stringMatching(expected)]);
  });

  it('refuses to accept a leak twice', () => {
    const entry = '{ signature: a, owner: o, reason: r, until: 2026-12-31 }';
    expect(problemsOf({ ...minimal, accepted: [entry, entry] })).toEqual([
      expect.stringMatching(/^accepted\[1\].signature is 'a' again .*each leak once/),
    ]);
  });

  it('reads limits and acceptances from the file, where they are mappings, and says in which entry a fault is', () => {
    const lines = [
      'limits:',
      '  - growth-mode: timer',
      '    level: warn',
      '  - { metric: gc-time-share, at-most: 20% }',
      'accepted:',
      '  - signature: growing-collection | Map a @ src/a.js | Session',
      '    owner: shop team',
      '    reason: goes with v2',
      '    until: 2026-12-31',
    ];
    const { limits, accepted } = resolve(minimal, lines.join('\n'));
    expect(limits).toEqual([
      { kind: 'leaks', growthMode: 'timer', endpoint: null, owner: null, maxGrowthPerRequest: null, level: 'warn' },
      { kind: 'run', metric: 'gc-time-share', atMost: 0.2, level: 'error' },
    ]);
    expect(accepted).toEqual([
      {
        signature: 'growing-collection | Map a @ src/a.js | Session',
        owner: 'shop team',
        reason: 'goes with v2',
        until: '2026-12-31',
      },
    ]);
    lines[2] = '    level: loud';
    expect(problemsOf(minimal, lines.join('\n'))).toEqual([
      expect.stringMatching(/^limits\[0\]\.level is 'loud' \(leakgate.yml:1:1\)/),
    ]);
  });

  it('lets a preset change what nobody wrote, and nothing else', () => {
    expect(resolve({ ...minimal, preset: 'strict' })).toMatchObject({ onKnown: 'fail', onExpired: 'fail' });
    expect(resolve({ ...minimal, preset: 'strict', 'on-known': 'warn' })).toMatchObject({ onKnown: 'warn' });
    expect(resolve({ ...minimal, preset: 'adopt' })).toMatchObject({ onUncompared: 'warn', onInconclusive: 'warn' });
    expect(resolve({ ...minimal, 'on-inconclusive': 'fail' }, 'preset: adopt\n').onInconclusive).toBe('fail');
  });

  it.each(['github-token: x', 'merge: reports', 'check-name: x', 'cell: "{}"', 'allow-pull-request-target: true'])(
    'refuses %s in the file, which the pull request can change',
    (line) => expect(problemsOf(minimal, `${line}\n`)).toEqual([expect.stringMatching(/as an input.* only/)]),
  );

  it('refuses pull_request_target, where the code of a fork would run with secrets, unless it is allowed', () => {
    const facts = { eventName: 'pull_request_target' };
    expect(problemsOf(minimal, '', facts)).toEqual([
      expect.stringMatching(/^on is pull_request_target.*expected pull_request, because/),
    ]);
    expect(() => resolve({ ...minimal, 'allow-pull-request-target': 'true' }, '', facts)).not.toThrow();
    expect(() => resolve(minimal, '', { eventName: 'pull_request' })).not.toThrow();
  });

  it('sees 1 object in 1,000 requests with depth thorough, and what is asked for with any', () => {
    expect(resolve({ ...minimal, depth: 'thorough' }).sensitivity).toBe(1 / 1000);
    expect(resolve({ ...minimal, depth: 'thorough', sensitivity: '1/5000' }).sensitivity).toBe(1 / 5000);
    expect(resolve({ ...minimal, sensitivity: '1/20' }).sensitivity).toBe(1 / 20);
    expect(resolve({ ...minimal, depth: 'quick' }).sensitivity).toBeNull();
  });

  it('names a run after its job and the values of its matrix, unless it has a name', () => {
    const cell = '{"matrix":{"service":"api","node":24},"strategy":{"job-index":1,"job-total":4}}';
    const facts = { jobId: 'leaks' };
    expect(resolve({ ...minimal, cell }, '', facts).cell).toEqual({
      name: 'leaks (api, 24)',
      shard: null,
      job: { id: 'leaks', index: 1, total: 4 },
    });
    expect(resolve({ ...minimal, cell, name: 'api' }, '', facts).cell.name).toBe('api');
    expect(resolve({ ...minimal, cell: '{"matrix":null,"strategy":null}' }, '', facts).cell).toEqual({
      name: 'leaks',
      shard: null,
      job: null,
    });
  });

  it('splits the requests of a scenario into shards, each request in one of them', () => {
    files['/repo/five.yml'] = 'requests: [{path: /a}, {path: /b}, {path: /c}, {path: /d}, {path: /e}]';
    const parts = ['1/3', '2/3', '3/3'].map((shard) =>
      resolve({ start, url, scenario: 'five.yml', shard }).scenario.requests.map(({ name }) =>
        name.slice('GET '.length),
      ),
    );
    expect(parts).toEqual([['/a', '/d'], ['/b', '/e'], ['/c']]);
  });

  it('never repeats the password of a url', () => {
    expect(problemsOf({ start, url: 'http://me:secret@127.0.0.1:3000/' }).join()).not.toContain('secret');
  });

  it('refuses pipelining with its reason', () => {
    expect(problemsOf(minimal, 'pipelining: 4\n')).toEqual([expect.stringContaining('amount per round is not exact')]);
  });

  it('takes a scenario from the configuration file, with its line, and names the file to repeat it', () => {
    const options = resolve(minimal, 'scenario:\n  seed: 3\n  requests: [{ path: "/{{env API_TOKEN}}" }]\n');
    expect(options.scenario).toMatchObject({ seed: 3, requests: [{ path: '/{{env API_TOKEN}}' }] });
    expect(options.commandLine).toEqual(['--start', start, '--url', url, '--config', 'leakgate.yml']);
    expect(problemsOf(minimal, 'scenario:\n  requests: [{ path: x }]\n')).toEqual([
      expect.stringMatching(/^leakgate\.yml:2:22 is the path 'x'/),
    ]);
  });

  it('does not wait for the request of the load where users log in first', () => {
    files['/repo/users.yml'] = 'log-in: [{ path: /l }]\nrequests: [{ path: /me }]';
    expect(resolve({ ...minimal, scenario: 'users.yml' }).readyUrl).toBe('http://127.0.0.1:3000/');
    const up = resolve({ ...minimal, url: 'http://127.0.0.1:3000/up?v=1', scenario: 'users.yml' });
    expect(up).toMatchObject({ readyUrl: 'http://127.0.0.1:3000/up?v=1', readyStatus: [[100, 499]] });
    for (const url of ['http://127.0.0.1:3000/stock/{{pick mug tray}}', 'http://127.0.0.1:3000/up?v={{id}}'])
      expect(resolve({ ...minimal, url, scenario: 'users.yml' }).readyUrl).toBe('http://127.0.0.1:3000/');
  });

  it('sends a body with POST, and JSON as JSON', () => {
    const [request] = resolve({ ...minimal, body: '{"user":"[<id>]"}' }).scenario.requests;
    expect(request).toMatchObject({ name: 'POST /', method: 'POST', headers: { 'content-type': 'application/json' } });
  });

  it('keeps the content type that a header names', () => {
    const [request] = resolve({ ...minimal, body: '{}', headers: 'Content-Type: text/plain' }).scenario.requests;
    expect(request).toMatchObject({ headers: { 'content-type': 'text/plain' } });
  });

  it('reads a body from a file', () => {
    files['/repo/body.json'] = '{"a":1}';
    const [request] = resolve({ ...minimal, body: '@body.json' }).scenario.requests;
    expect(request).toMatchObject({ body: { kind: 'text', text: '{"a":1}' } });
  });

  it('keeps the placeholders of a path as they were written', () => {
    const [request] = resolve({ start, url: 'http://127.0.0.1:3000/users/[<id>]?page=[<id>]' }).scenario.requests;
    expect(request).toMatchObject({ path: '/users/[<id>]?page=[<id>]' });
    const [named] = resolve({ start, url: 'http://127.0.0.1:3000/{{id}}/x%20y?a={{pick b c}}' }).scenario.requests;
    expect(named).toMatchObject({ path: '/{{id}}/x%20y?a={{pick b c}}' });
  });

  it('waits for any answer of the origin when the load itself cannot be asked for', () => {
    const options = resolve({ start, url: 'http://127.0.0.1:3000/login', method: 'POST' });
    expect(options).toMatchObject({ readyUrl: 'http://127.0.0.1:3000/', readyStatus: [[100, 499]] });
  });

  it('allows another origin for the ready url', () => {
    expect(resolve({ ...minimal, 'ready-url': 'http://localhost:9000/up' }).readyUrl).toBe('http://localhost:9000/up');
  });

  it('takes prepare as lines and attach with a scheme', () => {
    expect(resolve({ ...minimal, prepare: ['npm ci', '', 'npm run build'] }).source).toMatchObject({
      prepare: ['npm ci', 'npm run build'],
    });
    expect(resolve({ url, attach: '127.0.0.1:9229' }).source).toEqual({
      kind: 'attach',
      inspector: 'http://127.0.0.1:9229/',
    });
  });

  it('repeats the run as flags that the command line understands, without secrets', () => {
    const { commandLine } = resolve(
      {
        ...minimal,
        headers: ['accept: text/html', 'Authorization: Bearer hunter2'],
        body: '-x',
        'report-directory': 'out',
      },
      'keep-snapshots: true\nconnections: 4\n',
    );
    expect(commandLine.join(' ')).not.toContain('hunter2');
    const again = parseCommandLine(['run', ...commandLine]);
    if (again.kind !== 'command') throw new Error('no command');
    expect(again.given.problems).toEqual([]);
    expect(Object.fromEntries([...again.given.options].map(([name, { texts }]) => [name, texts]))).toEqual({
      start: [start],
      url: [url],
      headers: ['accept: text/html', 'Authorization: ***'],
      body: ['-x'],
      connections: ['4'],
      'keep-snapshots': ['true'],
    });
  });

  it('names the place of a wrong value in the file', () => {
    expect(problemsOf(minimal, '# mine\nconnections: ten\n')).toEqual([
      "connections is 'ten' (leakgate.yml:2:1); expected a whole number, at least 1",
    ]);
  });
});

describe('resolvePolicy', () => {
  it('leaves the options of a capture unread, so that the same leakgate.yml serves analyze', () => {
    const file = readConfig('start: node server.js\nmax-growth: 1MiB\n', 'leakgate.yml');
    expect(resolvePolicy({ given: source({ 'on-leak': 'warn' }), file }, environment)).toEqual({
      maxGrowthPerRequest: 0,
      maxGrowth: 2 ** 20,
      limits: [],
      accepted: [],
      baselineReport: null,
      onKnown: 'warn',
      onExpired: 'warn',
      onUncompared: 'fail',
      maxRssGrowthPerRequest: null,
      onLeak: 'warn',
      onInconclusive: 'fail',
      reportDirectory: '/repo/leakgate-report',
    });
  });
});
