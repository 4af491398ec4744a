import { describe, expect, it } from 'vitest';
import type { CaptureRecord } from '../../src/capture/manifest.ts';
import { weighEvidence } from '../../src/growth/evidence.ts';
import { movingPath } from '../support/moving-path.ts';

const KEY = 'root → server → scope → kept → entry';
const REQUESTS = [0, 997, 1613, 1277, 0, 7001];
/** What the second of three workers took of them, and keeps. */
const OF_SECOND = [0, 300, 1200, 400, 0, 4000];

const values = cumulated(OF_SECOND);
const all = cumulated(REQUESTS);
const grown = movingPath(KEY.split(' → '), values);

function cumulated(gains: readonly number[]): number[] {
  let sum = 0;
  return gains.map((gain) => {
    sum += gain;
    return sum;
  });
}

/** `counted`: whether each worker was asked for the requests it took. */
function captures(counted: boolean): CaptureRecord[] {
  return REQUESTS.map((requests, index) => ({
    index,
    kind: index === 0 ? 'baseline' : index === 4 ? 'idle' : index === 5 ? 'confirmation' : 'round',
    requests,
    connections: 12,
    durationMs: 1000,
    memory: { activeResources: {}, openFileDescriptors: null, external: 0, arrayBuffers: 0, nativeContexts: 1 },
    ...(counted && { served: [0, values[index]!, all[index]! - values[index]!] }),
  })) as unknown as CaptureRecord[];
}

function judge(counted: boolean, gains: readonly number[]) {
  const merged = { moving: [grown], classes: [], gains: new Map([[KEY, gains]]) };
  return weighEvidence(captures(counted), [], [], merged, 0.002).judgements.map(({ status, need }) => status ?? need);
}

describe('what grows in one of several workers', () => {
  it('is a leak by the requests that this worker took', () => {
    expect(judge(true, [0, values.at(-1)!, 0])).toEqual(['leak']);
  });

  it('is confirmed once more where nobody counted these', () => {
    expect(judge(false, [0, values.at(-1)!, 0])).toEqual(['confirmation']);
  });

  it('is a leak by all requests where it is the only thread that they reach through another', () => {
    const merged = { moving: [{ ...grown, objects: all }], classes: [], gains: new Map([[KEY, [0, all.at(-1)!]]]) };
    const rounds = captures(false).map((row, i) => ({ ...row, served: [all[i]!, 0] }));
    const told = weighEvidence(rounds, [], [], merged, 0.002).judgements;
    expect(told.map(({ status, need }) => status ?? need)).toEqual(['leak']);
    const beside = rounds.map(({ served, ...row }) => ({ ...row, served: [...served, 0] }));
    const three = { ...merged, gains: new Map([[KEY, [0, all.at(-1)!, 0]]]) };
    const open = weighEvidence(beside, [], [], three, 0.002).judgements;
    expect(open.map(({ status, need }) => status ?? need)).toEqual(['confirmation']);
  });

  it('is no matter of that worker where all of them grow alike', () => {
    const third = values.at(-1)! / 3;
    expect(judge(true, [third, third, third])).not.toEqual(['leak']);
  });
});

describe('a declared limit', () => {
  const limit = (perEntry: number) => {
    const bound = { kind: 'bound' as const, path: KEY, property: 'kept.length > 4000', limit: 4000, perEntry };
    const merged = { moving: [grown], classes: [], gains: new Map([[KEY, [0, values.at(-1)!, 0]]]) };
    const rounds = captures(true).map((row) => ({
      ...row,
      memory: { ...row.memory, heapUsed: 5e6, heapSizeLimit: 2e9 },
    }));
    return weighEvidence(rounds, [bound], [], merged, 0.002).judgements.map(({ status, need }) => status ?? need);
  };

  it('is one of the entries, each of which may lead to several of the objects that grow', () => {
    // 5,900 objects at the end.
    expect(limit(1)).toEqual(['leak']);
    expect(limit(3)).toEqual(['plateau']);
  });
});
