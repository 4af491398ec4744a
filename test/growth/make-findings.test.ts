import { describe, expect, it } from 'vitest';
import type { GrowthDescription, PathStep } from '../../src/growth/describe-growth.ts';
import type { Judgement } from '../../src/growth/judge-track.ts';
import { makeFindings } from '../../src/growth/make-findings.ts';
import type { ReadableSite } from '../../src/growth/readable-site.ts';
import type { RoundFacts } from '../../src/growth/track.ts';
import { movingPath, weighing } from '../support/moving-path.ts';

const rounds: RoundFacts[] = [
  { kind: 'baseline', requests: 0, connections: 0, seconds: 0 },
  { kind: 'round', requests: 100, connections: 10, seconds: 1 },
];

function leak(key: string, unit: 'objects' | 'descriptors', perRequest: number): Judgement {
  const total = 100 * perRequest;
  return {
    track: { key, unit, ancestors: [], values: [0, total], leastPerRequest: 0, leastTotal: 0 },
    rate: { perRequest, total, requests: 100, dispersion: 1 },
    status: 'leak',
    need: null,
    bound: null,
    because: 'it grew',
  };
}

function described(key: string, containerKind: string, content: string, containerId: number): GrowthDescription {
  return {
    key,
    containerKind,
    containerName: null,
    scope: null,
    scopeFunctionId: null,
    containerId,
    otherContainerIds: [],
    holderFunctionIds: [],
    otherEntranceIds: [],
    linkNames: [],
    containers: 1,
    membersPerEntry: 1,
    declarerIds: [],
    content,
    contentLocation: null,
    memberIds: [],
    newObjects: 100,
    exclusiveBytes: 1000,
    steps: [{ reference: '', name: content, location: null, suspect: true, nodeId: 7 }],
    contentLabels: [],
    contents: null,
    retainers: null,
  };
}

const material = {
  moving: new Map(),
  descriptions: new Map(),
  growthSites: new Map(),
  holdings: new Map(),
  declared: new Map(),
  rounds,
  locate: () => null,
  requests: new Map(),
  onlyRequest: null,
  isolateNames: [],
  gains: new Map(),
};

function owners(
  judgements: readonly Judgement[],
  descriptions: readonly GrowthDescription[],
  files: readonly string[] = [],
): string[] {
  const findings = makeFindings({
    ...material,
    judgements,
    descriptions: new Map(descriptions.map((each) => [each.key, each])),
    locate: ({ scriptId, line, column }) => {
      const file = files[scriptId];
      return file === undefined ? null : { file, line, column, inRepository: !file.startsWith('node_modules/') };
    },
  });
  return findings.map(({ owner, content }) => `${owner}: ${content}`);
}

const sockets = described('sockets', 'native reference', 'TCP socket', 1);

describe('a socket that stays open', () => {
  it('is told once, by the object, and not again as descriptor and active resource', () => {
    const judgements = [
      leak('sockets', 'objects', 1),
      leak('open file descriptors', 'descriptors', 1),
      leak('active TCPSocketWrap', 'objects', 1),
    ];
    expect(owners(judgements, [sockets])).toEqual(['Open handles of the process: TCP socket']);
  });

  it('has the line at which the active resource was seen to be made, where its own was not', () => {
    const position = { file: 'server.js', line: 8, column: 10, inRepository: true };
    const site = {
      position,
      evidence: 'insertion',
      statement: 'connect()',
      removal: null,
      package: null,
      stack: [],
      nearest: position,
      others: [],
    } as const;
    const [finding] = makeFindings({
      ...material,
      judgements: [leak('sockets', 'objects', 1), leak('active TCPSocketWrap', 'objects', 1)],
      descriptions: new Map([[sockets.key, sockets]]),
      growthSites: new Map([['active TCPSocketWrap', site]]),
    });
    expect(finding).toMatchObject({
      content: 'TCP socket',
      growthSite: position,
      growthStatement: 'connect()',
      place: position,
    });
  });

  it('does not hide descriptors that it cannot account for', () => {
    const judgements = [leak('sockets', 'objects', 1), leak('open file descriptors', 'descriptors', 2)];
    expect(owners(judgements, [sockets])).toContain('Open file descriptors of the process: file descriptor');
  });

  it('does not hide active resources of another kind', () => {
    const judgements = [leak('sockets', 'objects', 1), leak('active FSReqCallback', 'objects', 1)];
    expect(owners(judgements, [sockets])).toContain('Active resources (FSReqCallback): FSReqCallback');
  });

  it('is not taken for the entries of a Map', () => {
    const judgements = [leak('entries', 'objects', 1), leak('open file descriptors', 'descriptors', 1)];
    expect(owners(judgements, [described('entries', 'Map', 'Session', 2)])).toEqual([
      'Map: Session',
      'Open file descriptors of the process: file descriptor',
    ]);
  });
});

describe('a container of a package', () => {
  const at = (scriptId: number) => ({ scriptId, line: 1, column: 1 });
  const step = (reference: string, name: string, scriptId: number | null = null, nodeId = 1): PathStep => ({
    reference,
    name,
    nodeId,
    location: scriptId === null ? null : at(scriptId),
    suspect: false,
  });
  const files = ['node_modules/cache/index.js', 'server.js'];
  //  handler() in server.js → client → depend() in the package → entries → Entry
  const held: GrowthDescription = {
    ...described('entries', 'Map', 'Entry', 2),
    containerName: 'entries',
    scope: at(0),
    steps: [
      step('.request', 'handler()', 1),
      step('internal context', 'system / Context'),
      step('internal previous', 'system / Context'),
      step('variable client', 'Client', 0),
      step('.depend', 'depend()', 0),
      step('internal context', 'system / Context'),
      step('variable entries', 'Map', null, 2),
      step('[entry]', 'Entry'),
    ],
  };

  it('is told with the variable of the service that holds it', () => {
    expect(owners([leak('entries', 'objects', 1)], [held], files)).toEqual([
      'Map `entries` (variable in node_modules/cache/index.js), held by `client` in server.js: Entry',
    ]);
  });

  it('is told alone where only packages hold it', () => {
    expect(owners([leak('entries', 'objects', 1)], [held], ['node_modules/a/a.js', 'node_modules/b/b.js'])).toEqual([
      'Map `entries` (variable in node_modules/a/a.js): Entry',
    ]);
  });

  it('needs no holder where the variable is the service’s own', () => {
    expect(owners([leak('entries', 'objects', 1)], [held], ['src/cache.js', 'server.js'])).toEqual([
      'Map `entries` (variable in src/cache.js): Entry',
    ]);
  });
});

describe('a list that leads both ways', () => {
  // Of its timers half are nearer by one link, half by the other.
  const halves = ['list → next', 'list → prev'];
  const findingsOf = (
    labels: readonly string[],
    content = ['Timeout', 'Timeout'],
    descriptions = halves.map((key, i) => described(key, 'timer list', content[i]!, 3)),
  ) =>
    makeFindings({
      ...material,
      judgements: halves.map((key) => leak(key, 'objects', 0.5)),
      descriptions: new Map(descriptions.map((each) => [each.key, each])),
      moving: new Map(
        halves.map((key, i) => {
          const other = { key, members: [i], ...weighing([0, 5000]) };
          return [key, movingPath(['list', labels[i]!], [0, 50], other)] as const;
        }),
      ),
    });

  it('is one growth by as many as there are on both ways', () => {
    const [finding, ...others] = findingsOf(['._idleNext|Timeout', '._idlePrev|Timeout']);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      objectsPerRequest: 1,
      objects: 100,
      retainedBytes: 10_000,
      perRound: [{ objects: 100, retainedBytes: 10_000 }],
      because: 'along one of the 2 ways to them, it grew',
    });
  });

  it('is one growth of what holds its end where an index leads into its midst', () => {
    const nodes = { content: ['Node', 'Node'], labels: ['.older|Node', '.newer|Node'] };
    const index = { ...described(halves[0]!, 'Map', 'Node', 9), otherEntranceIds: [7] };
    const ends = { ...described(halves[1]!, 'Object', 'Node', 7), otherEntranceIds: [9] };
    expect(findingsOf(nodes.labels, nodes.content, [index, ends])).toMatchObject([
      { owner: 'Object', objectsPerRequest: 1, objects: 100 },
    ]);
  });

  it('is not taken for keys and values of a Map, nor for parts of different kinds', () => {
    expect(findingsOf(['[entry key]|Object', '[entry]|Object'])).toMatchObject([{ objectsPerRequest: 0.5 }]);
    expect(findingsOf(['.a|A', '.b|B'], ['A', 'B'])).toMatchObject([{ objectsPerRequest: 0.5 }]);
  });
});

describe('listeners for two events of one emitter', () => {
  const findingsOf = (bytesOf: Readonly<Record<string, number>>) =>
    makeFindings({
      ...material,
      judgements: Object.keys(bytesOf).map((key) => leak(key, 'objects', 1)),
      descriptions: new Map(
        Object.keys(bytesOf).map(
          (key) => [key, described(key, `listeners for '${key}' of Bus`, 'function', 3)] as const,
        ),
      ),
      moving: new Map(
        Object.entries(bytesOf).map(([key, bytes], i) => {
          const other = { key, members: [i], ...weighing([0, bytes]) };
          return [key, movingPath(['bus', '[i]|function'], [0, 100], other)] as const;
        }),
      ),
    }).map(({ owner }) => owner);

  it('are named by the first in the alphabet while they weigh about the same, and by the heavier one else', () => {
    expect(findingsOf({ FEED: 5000, ALERTS: 4900 })).toEqual(["Listeners for 'ALERTS' of Bus"]);
    expect(findingsOf({ FEED: 4900, ALERTS: 5000 })).toEqual(["Listeners for 'ALERTS' of Bus"]);
    expect(findingsOf({ FEED: 5000, ALERTS: 500 })).toEqual(["Listeners for 'FEED' of Bus"]);
  });
});

describe('a leak whose size was decided and whose entries are open', () => {
  it('is one finding, told by the entries with what decided it and the line that is known of either', () => {
    const entries = {
      ...leak('entries', 'objects', 0.5),
      status: null,
      need: 'confirmation' as const,
      because: 'open',
    };
    const site: ReadableSite = {
      position: { file: 'geocoder.mjs', line: 33, column: 20, inRepository: true },
      evidence: 'insertion',
      statement: 'resolved.set(address, place)',
      removal: null,
      others: [],
      package: null,
      stack: [],
      nearest: null,
    };
    const path = movingPath(['map', '[entry]|Place'], [0, 50], { key: 'entries', ...weighing([0, 5000]) });
    const findings = makeFindings({
      ...material,
      judgements: [entries, leak('size', 'objects', 0.5)],
      descriptions: new Map(
        ['entries', 'size'].map((key) => [key, described(key, 'Map', key === 'size' ? 'string' : 'Place', 3)]),
      ),
      moving: new Map([['entries', path]]),
      growthSites: new Map([['size', site]]),
    });
    expect(findings).toMatchObject([
      { status: 'leak', content: 'Place', retainedBytes: 5000, because: 'it grew', growthSite: { line: 33 } },
    ]);
  });
});
