import type { Change, LeakChange } from '../../src/compare/comparison.ts';
import type { Finding, RetainerStep, SourcePosition } from '../../src/growth/finding.ts';
import type { LeakReport, ReportRound } from '../../src/report/leak-report.ts';
import { titleOf } from '../../src/report/title.ts';
import type { Check } from '../../src/verdict/verdict.ts';

/*
 * Reports as the gate would write them, with figures that agree with each other. The load is the same in all: five
 * rounds and a confirmation, an idle round between them.
 */

const AMOUNTS = [997, 1499, 2003, 997, 1502] as const;
const KIB = 1024;
const MIB = 1024 * KIB;

export function place(file: string, line: number, column: number): SourcePosition {
  return { file, line, column, inRepository: true };
}

/** `POST /login` alone, over one connection. */
export function sampleReproduction(): NonNullable<LeakReport['reproduction']> {
  const login = {
    name: 'POST /login',
    method: 'POST',
    path: '/login',
    headers: {},
    weight: 1,
    'expect-status': '200-399',
  };
  return {
    signature: sessionsFinding().signature,
    request: 'POST /login',
    connections: 1,
    seen: { requests: 3, grew: 3, unit: 'objects' },
    flags: ['--start', 'node server.js', '--connections', '1', '--requests', '30'],
    allFlags: ['--start', 'node server.js', '--connections', '10'],
    scenario: { seed: 1, requests: [login] },
  };
}

/** A session per request, made in the repository, in a package and in Node. */
export function sampleAllocations(): NonNullable<LeakReport['allocations']> {
  const frame = (
    functionName: string,
    file: string,
    line: number,
    origin: 'repository' | 'package' | 'node' | 'engine',
  ) => ({
    functionName,
    file,
    line,
    column: file === '' ? 0 : 3,
    origin,
  });
  return {
    requests: 200,
    root: {
      frame: frame('(root)', '', 0, 'engine'),
      bytes: 0,
      samples: 0,
      children: [
        {
          frame: frame('parserOnIncoming', 'node:_http_server', 1012, 'node'),
          bytes: 800,
          samples: 4,
          children: [
            {
              frame: frame('login', 'src/routes/login.ts', 20, 'repository'),
              bytes: 1200,
              samples: 12,
              children: [
                {
                  frame: frame('nanoid', 'node_modules/nanoid/index.js', 9, 'package'),
                  bytes: 60_000,
                  samples: 240,
                  children: [],
                },
                { frame: frame('create', 'src/store.ts', 38, 'repository'), bytes: 20_000, samples: 200, children: [] },
              ],
            },
          ],
        },
      ],
    },
  };
}

/** Gains of a growth at a constant rate: nothing in the idle round, which is the fourth. */
export function gainsAt(objectsPerRequest: number, bytesPerObject: number): Finding['perRound'] {
  return [997, 1499, 2003, 0, 997, 1502].map((requests) => {
    const objects = Math.round(requests * objectsPerRequest);
    return { objects, retainedBytes: Math.round(objects * bytesPerObject) };
  });
}

export function sampleRounds(bytesPerRequest: number, changes: Partial<ReportRound> = {}): ReportRound[] {
  const kinds = ['baseline', 'round', 'round', 'round', 'idle', 'round', 'confirmation'] as const;
  const amounts = [0, 997, 1499, 2003, 0, 997, 1502];
  let requests = 0;
  return kinds.map((kind, index) => {
    requests += amounts[index]!;
    return {
      kind,
      requests: amounts[index]!,
      failed: 0,
      idle: kind === 'idle' || kind === 'baseline',
      durationMs: 2100,
      heapUsed: 18.4 * MIB + requests * bytesPerRequest,
      external: 2.1 * MIB,
      arrayBuffers: 48 * KIB,
      rss: 71 * MIB + requests * bytesPerRequest,
      openFileDescriptors: 24,
      settled: true,
      snapshot: {
        nodes: 90_000,
        bytes: 15 * MIB + requests * bytesPerRequest,
        ownBytes: 6 * MIB,
        arrayBufferBytes: 48 * KIB,
      },
      snapshotFile: null,
      ...changes,
    };
  });
}

export const SESSIONS_PATH: readonly RetainerStep[] = [
  { reference: '', name: '(GC roots)', position: null, suspect: false },
  { reference: 'native reference', name: 'Node / TCPServerWrap', position: null, suspect: false },
  { reference: '[owner_symbol]', name: 'Server', position: null, suspect: false },
  { reference: 'request listener', name: 'app()', position: place('src/app.ts', 12, 23), suspect: false },
  { reference: 'closure variable store', name: 'SessionStore', position: place('src/store.ts', 8, 7), suspect: false },
  { reference: '.sessions', name: 'Map', position: place('src/store.ts', 9, 3), suspect: true },
  { reference: '[entry]', name: 'Session { user, token, createdAt }', position: null, suspect: true },
];

export const SESSIONS_STACK: Finding['growthStack'] = [
  { functionName: 'SessionStore.create', position: place('src/store.ts', 41, 19) },
  { functionName: 'login', position: place('src/routes/login.ts', 22, 30) },
  {
    functionName: 'Layer.handle',
    position: { ...place('node_modules/router/lib/layer.js', 152, 17), inRepository: false },
  },
  { functionName: 'next', position: { ...place('node_modules/router/lib/route.js', 157, 13), inRepository: false } },
  { functionName: '', position: place('src/app.ts', 30, 3) },
  { functionName: 'parserOnIncoming', position: null },
];

export function sessionsFinding(changes: Partial<Finding> = {}): Finding {
  const perRound = gainsAt(1, 412);
  return {
    signature: 'native|TCPServerWrap|app@src/app.ts|.store|.sessions|Map|[entry]|Session',
    growthMode: 'growing-collection',
    status: 'leak',
    owner: 'Map `sessions` (variable in src/store.ts)',
    ownerName: 'sessions',
    content: 'Session',
    objectsPerRequest: 1,
    retainedBytesPerRequest: 412,
    objects: total(perRound, 'objects'),
    retainedBytes: total(perRound, 'retainedBytes'),
    exclusiveBytes: total(perRound, 'retainedBytes'),
    retainers: { independent: 1, freedBytesEach: 364, others: [] },
    perRound,
    retainerPath: SESSIONS_PATH,
    growthSite: place('src/store.ts', 41, 19),
    growthSiteEvidence: 'insertion',
    growthStatement: 'this.sessions.set(id, session);',
    growthRemoval: null,
    growthPackage: null,
    growthStack: SESSIONS_STACK,
    place: place('src/store.ts', 41, 19),
    request: 'POST /login',
    processes: [],
    because:
      'it grew in 5 of 5 rounds at 1.000 per request; 1,502 more requests added 1,502 entries, as predicted, and the idle round added none',
    ...changes,
  };
}

export function leakCheck(finding: Finding, changes: Partial<Check> = {}): Check {
  if (finding.retainedBytes === 0) return countCheck(finding);
  return {
    metric: 'retained-bytes-per-request',
    subject: finding.signature,
    operator: '<=',
    limit: 0,
    actual: finding.retainedBytesPerRequest,
    values: finding.perRound
      .filter((_, index) => index !== 3)
      .map((gain, index) => gain.retainedBytes / AMOUNTS[index]!),
    level: 'leak',
    passed: false,
    message: `Retained growth per request is ${finding.retainedBytesPerRequest} B; the limit (max-growth-per-request) is 0 B.`,
    ...changes,
  };
}

/** What has no bytes is held to its number. */
function countCheck(finding: Finding): Check {
  return {
    metric: 'objects-per-request',
    subject: finding.signature,
    operator: '<=',
    limit: 0,
    actual: finding.objectsPerRequest,
    values: finding.perRound.map((gain) => gain.objects),
    level: 'leak',
    passed: false,
    message: `${finding.owner} keeps growing with the requests: ${finding.because}.`,
  };
}

export const SETTLED_CHECK: Check = {
  metric: 'settled',
  subject: 'run',
  operator: '=',
  limit: 1,
  actual: 1,
  values: [1, 1, 1, 1, 1, 1, 1],
  level: 'inconclusive',
  passed: true,
  message: 'The heap settled before every snapshot.',
};

/** A report from its parts; the title is computed as the gate computes it. */
export function reportOf(changes: Partial<Omit<LeakReport, 'title'>>): LeakReport {
  const report = { ...passing(), ...changes };
  return { ...report, title: titleOf(report) };
}

function passing(): Omit<LeakReport, 'title'> {
  return {
    schemaVersion: 1,
    leakgateVersion: '0.1.0',
    commit: null,
    verdict: { conclusion: 'pass', because: ['No retainer path grew with the requests.'], nextStep: null },
    checks: [SETTLED_CHECK],
    findings: [],
    cell: { name: null, shard: null, job: null },
    comparison: null,
    accepted: [],
    rounds: sampleRounds(3),
    service: {
      command: 'node server.js',
      url: 'http://127.0.0.1:3000/',
      nodeVersion: 'v24.21.0',
      v8Version: '13.6.233.17-node.31',
      pid: 4711,
      processes: ['server.js (pid 4711)'],
      outputTail: '',
    },
    load: {
      requests: AMOUNTS.reduce((sum, amount) => sum + amount, 0),
      failed: 0,
      connections: 10,
      rate: null,
      requestsPerSecond: 1834.2,
      warmUpRequests: 2500,
      perRequest: [{ name: 'POST /login', succeeded: 6998, failed: 0 }],
      firstFailure: null,
    },
    sensitivity: { requests: 6998, retainerPaths: 61_204, oneObjectPerRequests: 85 },
    explainedShare: null,
    allocations: null,
    program: 'npx leakgate',
    reproduction: null,
    classGrowth: [
      {
        name: 'IncomingMessage',
        objects: 2,
        shallowBytes: 640,
        retainedBytes: 2100,
        shallowBytesPerSnapshot: [0, 640],
      },
    ],
    positiveControl: null,
    gcStudy: null,
    crossChecks: {
      heap: { bytes: 2.5 * MIB, explainedBytes: 2.45 * MIB },
      arrayBuffers: { counted: 0, inSnapshots: 0 },
      rss: { bytes: 4 * MIB, heapBytes: 3 * MIB },
    },
    timeline: [0, 500, 1000, 1500, 2000].map((atMs, index) => ({
      settled: index === 0 || index === 4,
      atMs,
      heapUsed: (18 + index) * MIB,
      heapTotal: 30 * MIB,
      external: 2.1 * MIB,
      arrayBuffers: 48 * KIB,
      rss: (70 + index) * MIB,
      rssParts: { anonymous: (40 + index) * MIB, file: 30 * MIB, shared: 0 },
      garbageCollections: { minor: 5 * index, major: index === 4 ? 3 : 0, ms: 4 * index },
      eventLoopDelay: { meanMs: 0.4, maxMs: index === 4 ? 90 : 6 + index },
      openFileDescriptors: index === 0 ? null : 24,
      activeResources: { TCPServerWrap: 1, Timeout: 2 + index },
      nativeContexts: 1,
      detachedContexts: 0,
      mallocedMemory: 262_320,
      heapSizeLimit: 4 * 1024 * MIB,
    })),
    durations: { boot: 0.6, load: 14.2, total: 24 },
    reproduce: 'npx leakgate run --reproduce leakgate-report/report.json',
    notes: [],
  };
}

export function mapLeak(): LeakReport {
  const finding = sessionsFinding();
  return leakOf([finding], {
    findings: [finding, templateCache()],
    rounds: sampleRounds(421),
    explainedShare: 0.978,
    reproduction: sampleReproduction(),
    allocations: sampleAllocations(),
    classGrowth: [
      {
        name: 'Session',
        objects: 6998,
        shallowBytes: 6998 * 56,
        retainedBytes: 6998 * 364,
        shallowBytesPerSnapshot: [0, 6998 * 56],
      },
      {
        name: '(string)',
        objects: 13_996,
        shallowBytes: 6998 * 120,
        retainedBytes: 6998 * 120,
        shallowBytesPerSnapshot: [0, 6998 * 120],
      },
    ],
  });
}

export function leakOf(failing: readonly Finding[], changes: Partial<Omit<LeakReport, 'title'>> = {}): LeakReport {
  return reportOf({
    verdict: {
      conclusion: 'leak',
      because: failing.map((finding) => `${finding.owner} grows with the requests.`),
      nextStep: null,
    },
    findings: failing,
    checks: [SETTLED_CHECK, ...failing.map((finding) => leakCheck(finding))],
    rounds: sampleRounds(failing.reduce((bytes, finding) => bytes + finding.retainedBytesPerRequest, 3)),
    explainedShare: 0.97,
    ...changes,
  });
}

export function templateCache(): Finding {
  const perRound = [309, 240, 140, 0, 60, 60].map((objects) => ({ objects, retainedBytes: objects * 200 }));
  return sessionsFinding({
    signature: 'module|src/render.ts|.templateCache|Object|[key]|Template',
    status: 'plateau',
    owner: 'Object `templateCache` (variable in src/render.ts)',
    ownerName: 'templateCache',
    content: 'Template',
    objectsPerRequest: 0.04,
    retainedBytesPerRequest: 8,
    objects: total(perRound, 'objects'),
    retainedBytes: total(perRound, 'retainedBytes'),
    exclusiveBytes: null,
    perRound,
    growthSite: null,
    growthSiteEvidence: null,
    growthStack: [],
    place: place('src/render.ts', 7, 7),
    request: null,
    because: 'Slowing: a cache that fills to about 900 entries.',
  });
}

/** A leak that the base has too, one that it has not and one that is gone; and an acceptance that has expired. */
export function comparedLeak(): LeakReport {
  const known = sessionsFinding();
  const added = templateCache();
  const leak = { ...added, status: 'leak' as const, because: '60 more requests added 60, as predicted' };
  const change = (finding: Finding, what: Change, baseRate: number, headRate: number): LeakChange => ({
    signature: finding.signature,
    change: what,
    unit: 'objects',
    baseRate,
    headRate,
    owner: finding.owner,
    ownerName: finding.ownerName,
    place: finding.place,
    because: `${baseRate} per request in the base and ${headRate} here`,
  });
  const gone = sessionsFinding({
    signature: 'listener-accumulation | listeners of EventEmitter | listener',
    owner: 'Listeners of EventEmitter `bus` (variable in src/bus.ts)',
    ownerName: 'bus',
    place: place('src/bus.ts', 3, 7),
  });
  return leakOf([leak, known], {
    commit: '5e1f00d5e1f00d5e1f00d5e1f00d5e1f00d5e1f0',
    checks: [SETTLED_CHECK, leakCheck(leak), leakCheck(known, { level: 'warn' })],
    comparison: {
      base: { commit: '3f2c1ab3f2c1ab3f2c1ab3f2c1ab3f2c1ab3f2c1', source: 'measured', conclusion: 'leak' },
      changes: [change(leak, 'new', 0, 0.04), change(known, 'known', 1, 1), change(gone, 'fixed', 1, 0)],
      note: 'The base was measured after this run, because both listen on port 3000.',
    },
    accepted: [
      {
        signature: 'timer | Timer list ? | Timeout',
        owner: 'shop team',
        reason: 'goes with the next release',
        until: '2026-10-31',
        state: 'unmatched',
      },
    ],
  });
}

/** Every leak is in the base as well or accepted, and one is gone. */
export function comparedPass(): LeakReport {
  const [added, known] = comparedLeak().findings;
  const { comparison, accepted, checks } = comparedLeak();
  const changes = comparison!.changes.map((change) =>
    change.change === 'new' ? { ...change, change: 'slower' as const, baseRate: 0.09 } : change,
  );
  return reportOf({
    findings: [added!, known!],
    checks: checks.map((check) => ({ ...check, level: 'warn' as const })),
    comparison: { ...comparison!, changes, note: null },
    accepted: [{ ...accepted[0]!, signature: added!.signature, state: 'active' }],
  });
}

/** Listeners on an emitter that no repository file is known for. */
export function listenerLeak(): LeakReport {
  const perRound = gainsAt(1, 96);
  return leakOf([
    sessionsFinding({
      signature: 'native|process|_events|.SIGTERM|Array|[i]|onShutdown',
      growthMode: 'listener-accumulation',
      owner: 'EventEmitter `process` (listeners for `SIGTERM`)',
      ownerName: null,
      content: 'listener onShutdown',
      retainedBytesPerRequest: 96.4,
      objects: total(perRound, 'objects'),
      retainedBytes: total(perRound, 'retainedBytes'),
      exclusiveBytes: Math.round(total(perRound, 'retainedBytes') * 0.4),
      perRound,
      retainerPath: [
        { reference: '', name: '(GC roots)', position: null, suspect: false },
        { reference: 'native reference', name: 'process', position: null, suspect: false },
        { reference: '._events', name: 'Object', position: null, suspect: false },
        { reference: '.SIGTERM', name: 'Array', position: null, suspect: true },
        {
          reference: '[i]',
          name: 'onShutdown()',
          position: { file: 'node_modules/terminator/index.js', line: 18, column: 5, inRepository: false },
          suspect: true,
        },
      ],
      growthSite: null,
      growthSiteEvidence: null,
      growthStack: [],
      place: null,
      request: null,
      because: 'Grew in 5 of 5 rounds at 1.000 per request and was not released in the idle round.',
    }),
  ]);
}

/** Descriptors that stay open: no heap signature, so no bytes and no path. */
export function descriptorLeak(): LeakReport {
  const perRound = [996, 1499, 2001, 0, 997, 1500].map((objects) => ({ objects, retainedBytes: 0 }));
  return leakOf(
    [
      sessionsFinding({
        signature: 'off-heap|file-descriptor',
        growthMode: 'file-descriptor',
        owner: 'Open file descriptors of the process',
        ownerName: null,
        content: 'file descriptor',
        objectsPerRequest: 0.9993,
        retainedBytesPerRequest: 0,
        objects: total(perRound, 'objects'),
        retainedBytes: 0,
        exclusiveBytes: null,
        perRound,
        retainerPath: [],
        growthSite: null,
        growthSiteEvidence: null,
        growthStack: [],
        place: null,
        request: 'POST /upload',
        because:
          'Open descriptors grew in 5 of 5 rounds, 1,500 of them in the confirmation, where 1,501 were predicted.',
      }),
    ],
    {
      explainedShare: null,
      rounds: sampleRounds(3).map((round, index) => ({
        ...round,
        openFileDescriptors: 24 + [0, 996, 2495, 4496, 4496, 5493, 6993][index]!,
      })),
    },
  );
}

/** Realms that stay: counted, but without bytes or a path. */
export function contextLeak(): LeakReport {
  const perRound = gainsAt(1, 0);
  return leakOf([
    sessionsFinding({
      signature: 'off-heap|contexts',
      growthMode: 'off-heap',
      owner: 'V8 contexts of the process',
      ownerName: null,
      content: 'context',
      retainedBytesPerRequest: 0,
      retainedBytes: 0,
      exclusiveBytes: null,
      perRound,
      objects: total(perRound, 'objects'),
      retainerPath: [],
      growthSite: null,
      growthSiteEvidence: null,
      growthStack: [],
      place: null,
      request: 'GET /render',
      because: '1,502 more contexts in the confirmation, where 1,502 were predicted',
    }),
  ]);
}

export function plateauPass(): LeakReport {
  return reportOf({ findings: [templateCache()] });
}

/** Every measure that the platform did not give. */
export function unknownsPass(): LeakReport {
  return reportOf({
    rounds: sampleRounds(0, { openFileDescriptors: null }),
    service: {
      command: null,
      url: 'http://127.0.0.1:3000/',
      nodeVersion: null,
      v8Version: null,
      pid: null,
      processes: [],
      outputTail: '',
    },
    sensitivity: { requests: 6998, retainerPaths: 61_204, oneObjectPerRequests: null },
    notes: ['Open file descriptors are unknown on this platform.'],
  });
}

export function failedLoad(): LeakReport {
  const rounds = sampleRounds(0)
    .slice(0, 3)
    .map((round, index) => (index === 2 ? { ...round, requests: 1287, failed: 212 } : round));
  return reportOf({
    verdict: {
      conclusion: 'inconclusive',
      because: [
        'In round 2 212 of 1499 requests failed (POST /orders → 503).',
        'A leak cannot be judged on a failing service.',
      ],
      nextStep: 'Lower `connections` (now 10) or raise what limits the service, and run again.',
    },
    checks: [
      {
        metric: 'failed-requests',
        subject: 'round 2',
        operator: '<=',
        limit: 0.01,
        actual: 0.1414,
        values: [0, 0.1414],
        level: 'inconclusive',
        passed: false,
        message: '14 % of the requests of round 2 failed; at most 1 % may.',
      },
    ],
    rounds,
    service: {
      ...passing().service,
      outputTail: 'listening on 3000\nError: pool exhausted\n    at acquire (src/pool.ts:31:11)\n',
    },
    load: {
      ...passing().load,
      requests: 2284,
      failed: 212,
      perRequest: [
        { name: 'POST /orders', succeeded: 1142, failed: 212 },
        { name: 'GET /', succeeded: 1142, failed: 0 },
      ],
      firstFailure: { request: 'POST /orders', reason: '503', after: 1804 },
    },
    sensitivity: { requests: 0, retainerPaths: 0, oneObjectPerRequests: null },
  });
}

/** The service died before the baseline. */
export function serviceExited(): LeakReport {
  return reportOf({
    verdict: {
      conclusion: 'inconclusive',
      because: ['The service exited with code 1 during the warm-up; it was expected to answer until it is stopped.'],
      nextStep: 'Start it with `node server.js` and look at its output below.',
    },
    checks: [],
    rounds: [],
    timeline: [],
    classGrowth: [],
    service: {
      ...passing().service,
      outputTail: "node:internal/modules/cjs/loader:1228\nError: Cannot find module './routes'\n",
    },
    load: { ...passing().load, requests: 0, perRequest: [], requestsPerSecond: null, warmUpRequests: 0 },
    sensitivity: { requests: 0, retainerPaths: 0, oneObjectPerRequests: null },
    durations: { boot: 0.6 },
  });
}

/** Two that fail, of which one off the heap, and one under its limit of 16 B. */
export function severalFindings(): LeakReport {
  const below = sessionsFinding({
    signature: 'module|src/audit.ts|.log|Array|[i]|Entry',
    growthMode: 'growing-objects',
    owner: 'Array `log` (variable in src/audit.ts)',
    ownerName: 'log',
    content: 'Entry',
    objectsPerRequest: 0.1,
    retainedBytesPerRequest: 8.2,
    perRound: gainsAt(0.1, 82),
    objects: 700,
    retainedBytes: 57_400,
    place: place('src/audit.ts', 3, 7),
    growthSite: null,
    growthSiteEvidence: null,
    growthStack: [],
    request: null,
    because: 'Grew in 5 of 5 rounds at 0.100 per request.',
  });
  const wasm = sessionsFinding({
    signature: 'off-heap|external',
    growthMode: 'off-heap',
    owner: 'Memory outside the heap (external)',
    ownerName: null,
    content: 'ArrayBuffer',
    objectsPerRequest: 0,
    retainedBytesPerRequest: 4096,
    objects: 0,
    retainedBytes: 6998 * 4096,
    exclusiveBytes: null,
    perRound: [997, 1499, 2003, 0, 997, 1502].map((requests) => ({ objects: 0, retainedBytes: requests * 4096 })),
    retainerPath: [],
    growthSite: null,
    growthSiteEvidence: null,
    growthStack: [],
    place: null,
    request: 'POST /images',
    because: '`external` grew by 4.00 KiB per request in 5 of 5 rounds, within 1 % in the confirmation.',
  });
  const first = sessionsFinding();
  return leakOf([wasm, first], {
    findings: [wasm, first, below],
    checks: [
      SETTLED_CHECK,
      leakCheck(wasm),
      leakCheck(first),
      leakCheck(below, {
        limit: 16,
        passed: true,
        message: 'Retained growth per request is 8.2 B; the limit is 16 B.',
      }),
    ],
    explainedShare: 1,
    notes: ['The heap is 640 MiB, so three rounds were run instead of five.'],
  });
}

export function numberedFinding(index: number, changes: Partial<Finding> = {}): Finding {
  return sessionsFinding({
    signature: `module|src/cache-${index}.ts|.cache|Map|[entry]|Item`,
    owner: `Map \`cache${index}\` (variable in src/cache-${index}.ts)`,
    ownerName: `cache${index}`,
    place: place(`src/cache-${index}.ts`, 10 + index, 5),
    growthSite: place(`src/cache-${index}.ts`, 10 + index, 5),
    ...changes,
  });
}

export function thirteenFindings(): LeakReport {
  return leakOf(
    Array.from({ length: 13 }, (_, index) => numberedFinding(index + 1)),
    { explainedShare: 0.9999 },
  );
}

/** Over 1 MiB before anything is shortened: long paths, many findings, endpoints, checks, classes and notes. */
export function hugeReport(): LeakReport {
  const longPath = Array.from({ length: 300 }, (_, index) => ({
    reference: `.property${index}`,
    name: `Class${index}`,
    position: place(`src/some/rather/long/folder/name/file-${index}.ts`, index + 1, 7),
    suspect: index > 250,
  }));
  const findings = Array.from({ length: 700 }, (_, index) => numberedFinding(index + 1, { retainerPath: longPath }));
  const quiet = Array.from({ length: 500 }, (_, index) => ({
    ...templateCache(),
    signature: `quiet ${index}`,
    because: `it slows down ${'and slows down '.repeat(20)}`,
  }));
  return leakOf(findings, {
    findings: [...findings, ...quiet],
    load: {
      ...passing().load,
      perRequest: Array.from({ length: 1000 }, (_, index) => ({
        name: `GET /resource/${index}`,
        succeeded: 1,
        failed: 0,
      })),
    },
    notes: Array.from(
      { length: 1500 },
      (_, index) => `Endpoint ${index} was measured once, ${'as was its neighbour, '.repeat(20)}so it is left out.`,
    ),
  });
}

function total(perRound: Finding['perRound'], measure: 'objects' | 'retainedBytes'): number {
  return perRound.reduce((sum, gain) => sum + gain[measure], 0);
}
