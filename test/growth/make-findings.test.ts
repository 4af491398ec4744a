import { describe, expect, it } from 'vitest';
import type { GrowthDescription } from '../../src/growth/describe-growth.ts';
import type { Judgement } from '../../src/growth/judge-track.ts';
import { makeFindings } from '../../src/growth/make-findings.ts';
import type { RoundFacts } from '../../src/growth/track.ts';

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
    containerId,
    otherContainerIds: [],
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

function owners(judgements: readonly Judgement[], descriptions: readonly GrowthDescription[]): string[] {
  const findings = makeFindings({
    judgements,
    moving: new Map(),
    descriptions: new Map(descriptions.map((each) => [each.key, each])),
    growthSites: new Map(),
    holdings: new Map(),
    declared: new Map(),
    rounds,
    locate: () => null,
    requests: new Map(),
    onlyRequest: null,
    isolateNames: [],
    gains: new Map(),
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
