import { describe, expect, test } from 'vitest';
import { connectionsUnderLoad, judgeTracks } from '../../src/growth/judge-tracks.ts';
import { type LiveFacts, NOTHING_KNOWN, type RoundFacts, type Track } from '../../src/growth/track.ts';

const ROUNDS: RoundFacts[] = [
  { kind: 'baseline', requests: 0, connections: 0, seconds: 0 },
  { kind: 'round', requests: 997, connections: 10, seconds: 2 },
  { kind: 'round', requests: 1613, connections: 10, seconds: 2 },
  { kind: 'round', requests: 1277, connections: 10, seconds: 2 },
  { kind: 'idle', requests: 0, connections: 0, seconds: 2 },
  { kind: 'confirmation', requests: 7001, connections: 10, seconds: 4 },
];
const IDLE = ROUNDS.slice(0, 5);
const LOADED = ROUNDS.slice(0, 4);
const none = new Map<string, LiveFacts>();

/** A track by what it gains in each round. */
function track(gains: readonly number[], changes: Partial<Track> = {}): Track {
  const values = [1000];
  for (const gain of gains) values.push(values.at(-1)! + gain);
  return { key: 'path', unit: 'objects', ancestors: [], leastPerRequest: 0, leastTotal: 0, values, ...changes };
}

/** A baseline, so many loaded rounds, an idle one, and confirmations, by their requests. */
function roundsOf(loaded: number, requests: readonly number[]): RoundFacts[] {
  const kindOf = (i: number): RoundFacts['kind'] =>
    i <= loaded ? 'round' : i === loaded + 1 ? 'idle' : 'confirmation';
  return requests.map((each, i) => ({
    kind: i === 0 ? 'baseline' : kindOf(i),
    requests: each,
    connections: 10,
    seconds: 2,
  }));
}

const ONE_PER_REQUEST = [997, 1613, 1277, 0, 7001];

function statusOf(tracks: readonly Track[], rounds = ROUNDS, live = none): (string | null)[] {
  return judgeTracks(tracks, rounds, live).map((judgement) => judgement.status ?? `needs ${judgement.need}`);
}

describe('what is no suspicion', () => {
  test('a path that paused in one of the last three rounds', () => {
    expect(statusOf([track([997, 0, 1277])], LOADED)).toEqual([]);
  });
  test('five objects in three rounds', () => {
    expect(statusOf([track([2, 2, 1])], LOADED)).toEqual([]);
  });
  test('bytes outside the heap that come in one step', () => {
    const external = track([40, 40, 65_536], { unit: 'bytes', leastPerRequest: 16 });
    expect(statusOf([external], LOADED)).toEqual([]);
  });
});

describe('memory that grows by a fifth of its size at a time', () => {
  /** Requests and gains of a layout engine in WebAssembly whose nodes are never freed. */
  const external = (...gains: number[]): Track => {
    const { values } = track(gains);
    return track(gains, { key: 'external bytes', unit: 'bytes', leastPerRequest: 16, inSteps: values });
  };
  const confirmedWith = (...confirmations: number[]): RoundFacts[] =>
    roundsOf(3, [0, 673, 977, 479, 0, ...confirmations]);
  const steps = [0, 18_153_472, 7_012_352];

  test('is a suspect though a round added nothing', () => {
    expect(statusOf([external(...steps)], confirmedWith().slice(0, 4))).toEqual(['needs idle']);
    expect(statusOf([external(...steps, 0)], confirmedWith())).toEqual(['needs confirmation']);
  });
  test('leaks when a confirmation long enough for some steps has them', () => {
    expect(statusOf([external(...steps, 0, 53_000_000)], confirmedWith(4600))).toEqual(['leak']);
  });
  test('is asked again when the confirmation was too short for a step, or had half of what was foretold', () => {
    expect(statusOf([external(...steps, 0, 0)], confirmedWith(593))).toEqual(['needs confirmation']);
    expect(statusOf([external(...steps, 0, 28_000_000)], confirmedWith(4600))).toEqual(['needs confirmation']);
    expect(statusOf([external(...steps, 0, 28_000_000, 60_000_000)], confirmedWith(4600, 4600))).toEqual(['leak']);
  });
  test('has stopped when none came in a confirmation that was long enough', () => {
    expect(statusOf([external(...steps, 0, 0)], confirmedWith(4600))).toEqual(['plateau']);
    expect(statusOf([external(...steps, 0, 28_000_000, 0)], confirmedWith(4600, 4600))).toEqual(['plateau']);
  });
  test('is nothing below a megabyte', () => {
    expect(statusOf([external(0, 655_360, 0)], confirmedWith().slice(0, 4))).toEqual([]);
  });
});

describe('growth that begins after the first round', () => {
  const bytes = { unit: 'bytes', leastPerRequest: 16 } as const;
  const more = (...requests: number[]): RoundFacts[] => requests.map((each) => ({ ...ROUNDS[1]!, requests: each }));

  test('asks for another round where each request added the same in the others', () => {
    expect(statusOf([track([-22_816, 20 * 1613, 20 * 1277], bytes)], LOADED)).toEqual(['needs rounds']);
    expect(statusOf([track([-4, 1613, 1277])], LOADED)).toEqual(['needs rounds']);
  });
  test('is judged without that round', () => {
    const rounds = [...LOADED, ...more(1873), ROUNDS[4]!, ROUNDS[5]!];
    const leaking = [-22_816, 20 * 1613, 20 * 1277, 20 * 1873, 0, 20 * 7001];
    expect(statusOf([track(leaking, bytes)], rounds)).toEqual(['leak']);
    expect(statusOf([track([...leaking.slice(0, 5), 900], bytes)], rounds)).toEqual(['plateau']);
    expect(judgeTracks([track(leaking, bytes)], rounds, none)[0]?.rate.perRequest).toBe(20);
  });
  test('in bytes asks for another round where the last alone shows it, and for no further one where that shows nothing', () => {
    expect(statusOf([track([0, -1276, 20 * 1277], bytes)], LOADED)).toEqual(['needs rounds']);
    expect(statusOf([track([0, -1276, 20 * 1277, 20 * 1873], bytes)], [...LOADED, ...more(1873)])).toEqual([
      'needs rounds',
    ]);
    expect(statusOf([track([0, -1276, 20 * 1277, 0], bytes)], [...LOADED, ...more(1873)])).toEqual([]);
    const five = [...LOADED, ...more(1873, 1451)];
    expect(statusOf([track([0, -1276, 20 * 1277, 20 * 1873, 20 * 1451], bytes)], five)).toEqual(['needs idle']);
    expect(statusOf([track([0, 0, 65_536], bytes)], LOADED)).toEqual([]);
    expect(statusOf([track([0, -12, 1277])], LOADED)).toEqual([]);
  });
  test('gives no suspicion where the rounds after it disagree, or add next to nothing', () => {
    expect(statusOf([track([-22_816, 8192, 24_576], bytes)], LOADED)).toEqual([]);
    expect(statusOf([track([-2, 7, 6])], LOADED)).toEqual([]);
    expect(statusOf([track([997, -5, 1277])], LOADED)).toEqual([]);
  });
  test('gives none once the fourth round ends it', () => {
    expect(statusOf([track([-22_816, 20 * 1613, 20 * 1277, 0], bytes)], [...LOADED, ...more(1873)])).toEqual([]);
  });
});

describe('one step after the other', () => {
  test('constant growth asks for the idle round', () => {
    expect(statusOf([track([997, 1613, 1277])], LOADED)).toEqual(['needs idle']);
  });
  test('a falling rate asks for more rounds', () => {
    expect(statusOf([track([900, 800, 300])], LOADED)).toEqual(['needs rounds']);
  });
  test('what stayed while idle is to be confirmed', () => {
    expect(statusOf([track([997, 1613, 1277, 0])], IDLE)).toEqual(['needs confirmation']);
  });
  test('what begins to go while idle is waited for', () => {
    expect(statusOf([track([997, 1613, 1277, -600])], IDLE)).toEqual(['needs wait']);
    const wait = (...times: number[]): RoundFacts[] => [
      ...IDLE,
      ...times.map(() => ({ ...IDLE[4]!, kind: 'wait' as const })),
    ];
    expect(statusOf([track([997, 1613, 1277, -600, -1200])], wait(1))).toEqual(['needs wait']);
    expect(statusOf([track([997, 1613, 1277, -600, -1200, -1900])], wait(1, 2))).toEqual(['released']);
    expect(statusOf([track([997, 1613, 1277, -600, -300, -200, -200])], wait(1, 2, 3))).toEqual(['released']);
  });
  test('half of it may go and half stay', () => {
    const rounds = [...IDLE, { ...IDLE[4]!, kind: 'wait' as const }, { ...IDLE[4]!, kind: 'wait' as const }];
    expect(statusOf([track([997, 1613, 1277, -900, -1040, 0])], rounds)).toEqual(['needs confirmation']);
  });
  test('what went while idle is released', () => {
    expect(statusOf([track([997, 1613, 1277, -3800])], IDLE)).toEqual(['released']);
  });
  test('what grows as fast without requests is background', () => {
    expect(statusOf([track([100, 100, 100, 100])], IDLE)).toEqual(['background']);
  });
  test('growth as predicted is a leak', () => {
    expect(statusOf([track(ONE_PER_REQUEST)])).toEqual(['leak']);
  });
  test('growth that ended is a plateau', () => {
    expect(statusOf([track([997, 1613, 1277, 0, 120])])).toEqual(['plateau']);
  });
  test('six objects that are followed by hardly any with many more requests are a plateau', () => {
    expect(statusOf([track([1, 3, 2, 0, 3])], [...IDLE, { ...ROUNDS[5]!, requests: 20_411 }])).toEqual(['plateau']);
  });
  test('three confirmations that together gained less than a suspicion needs are a plateau', () => {
    const rounds: RoundFacts[] = [...IDLE, ...[7001, 9001, 9007].map((requests) => ({ ...ROUNDS[5]!, requests }))];
    expect(statusOf([track([3, 5, 4, 0, 12, 4, 5])], rounds)).toEqual(['plateau']);
  });
  test('erratic rounds whose confirmations run ahead of them confirm nothing: the most objects ever in use at once are a pool', () => {
    const loads = [487, 977, 769].map((requests) => ({ ...ROUNDS[1]!, requests }));
    const after = [4481, 5689, 5701].map((requests) => ({ ...ROUNDS[5]!, requests }));
    const rounds: RoundFacts[] = [ROUNDS[0]!, ...loads, ROUNDS[4]!, ...after];
    const gains = [17, 30, 12, 0, 337, 538, 40];
    expect(statusOf([track(gains.slice(0, 5))], rounds.slice(0, 6))).toEqual(['needs confirmation']);
    expect(statusOf([track(gains.slice(0, 6))], rounds.slice(0, 7))).toEqual(['needs confirmation']);
    expect(statusOf([track(gains)], rounds)).toEqual(['plateau']);
  });
  test('three confirmations of which none reached half of what erratic rounds foretold are a plateau', () => {
    const loads = [41, 83, 223].map((requests) => ({ ...ROUNDS[1]!, requests }));
    const more = [521, 443, 751].map((requests) => ({ ...ROUNDS[1]!, requests }));
    const after = [1009, 1291, 1733].map((requests) => ({ ...ROUNDS[5]!, requests }));
    const rounds: RoundFacts[] = [ROUNDS[0]!, ...loads, ROUNDS[4]!, ...more, ...after];
    expect(statusOf([track([19, 26, 24, 0, 4, 19, 14, 16, 7, 9])], rounds)).toEqual(['plateau']);
  });
  test('growth in some processes alone is confirmed twice, and by half of what their share of the rounds foretold', () => {
    const partial = new Map([['path', { ...NOTHING_KNOWN, partial: { requests: null } }]]);
    const twice: RoundFacts[] = [...ROUNDS, { ...ROUNDS[5]!, requests: 9001 }];
    const uneven = [330, 600, 420, 0, 1700];
    expect(statusOf([track(uneven)], ROUNDS, partial)).toEqual(['needs confirmation']);
    expect(statusOf([track([...uneven, 2400])], twice, partial)).toEqual(['leak']);
    expect(statusOf([track([...uneven, 2400])], twice)).toEqual(['needs confirmation']);
    expect(statusOf([track([...uneven, 0])], twice, partial)).toEqual(['plateau']);
  });
  test('growth in some processes alone is judged by the requests that these took, where they were counted', () => {
    const taken = [0, 300, 1200, 400, 0, 4000];
    const facts = new Map([['path', { ...NOTHING_KNOWN, partial: { requests: taken } }]]);
    expect(statusOf([track([300, 1200, 400, 0, 4000])], ROUNDS, facts)).toEqual(['leak']);
    expect(statusOf([track([300, 1200, 400, 0, 4000])])).not.toEqual(['leak']);
    expect(statusOf([track([300, 1200, 400, 0, 100])], ROUNDS, facts)).toEqual(['plateau']);
    const [judgement] = judgeTracks([track([300, 1200, 400, 0, 4000])], ROUNDS, facts);
    const requests = ROUNDS.slice(1, 4).reduce((sum, round) => sum + round.requests, 0);
    expect(judgement?.rate.perRequest).toBeCloseTo(1900 / requests, 10);
  });
  test('growth as predicted of objects that are released after a while is none', () => {
    const gains = [960, 1580, 1240, 0, 6850];
    const isThere = (survivors: readonly number[]): (string | null)[] => statusOf([track(gains, { survivors })]);
    expect(isThere([1000, 960, 1580, 1240, 0, 6850])).toEqual(['leak']);
    expect(isThere([1000, 0, 0, 300, 0, 6850])).toEqual(['released']);
    // Others of the same kind were made meanwhile: nothing is said of these.
    expect(isThere([1000, 2000, 2000, 2000, 0, 6850])).toEqual(['leak']);
  });
  describe('that a confirmation still adds to', () => {
    const confirmations = [6833, 10_399, 45_007].map((requests): RoundFacts => ({ ...ROUNDS[5]!, requests }));
    const told = (gains: readonly number[], survivors?: readonly number[]): [string | null, string | null][] => {
      const rounds = [...IDLE, ...confirmations].slice(0, 1 + gains.length);
      const filled = survivors === undefined ? {} : { survivors: [...gains.map(() => 0), gains.at(-1)!] };
      return judgeTracks([track(gains, { ...filled })], rounds, none).map(({ status, need }) => [status, need]);
    };
    test('is a leak where it evicts all that it takes and holds more and more', () => {
      const gains = [418, 837, 208, 0, 1077, 1575, 6850];
      expect(told(gains.slice(0, 5), [])).toEqual([['released', 'confirmation']]);
      expect(told(gains.slice(0, 6), [])).toEqual([['released', 'far-confirmation']]);
      expect(told(gains, [])).toEqual([['leak', null]]);
      // Two rates of a pace that comes and goes are alike by chance.
      expect(told([418, 837, 208, 0, 2500, 1575, 6850], [])).toEqual([['released', null]]);
    });
    test('is none where the next adds nothing', () => {
      expect(told([997, 1613, 1277, 0, 2900])).toEqual([['plateau', 'confirmation']]);
      expect(told([997, 1613, 1277, 0, 2900, 3])).toEqual([['plateau', null]]);
      expect(told([418, 837, 208, 0, 1077, 40], [])).toEqual([['released', null]]);
    });
    test('is none where all of it goes by itself while no requests come', () => {
      expect(told([997, 1613, 1277, -3700, 2900])).toEqual([['released', null]]);
      expect(told([997, 1613, 1277, -3700, 2900, 8000])).toEqual([['released', 'wait']]);
    });
    test('is a leak where rounds fall apart, all of it stays, and the longest load adds as much for each request as the one before', () => {
      const wait: RoundFacts = { kind: 'wait', requests: 0, connections: 0, seconds: 12 };
      const loaded = [433, 739, 743, 1151, 877, 1277].map((requests): RoundFacts => ({ ...ROUNDS[1]!, requests }));
      const [first, second, far] = [3793, 4507, 29_473].map((requests): RoundFacts => ({ ...ROUNDS[5]!, requests }));
      const rounds = [ROUNDS[0]!, ...loaded, ROUNDS[4]!, first!, wait, second!, wait, far!];
      const evicted = new Map([['path', { ...NOTHING_KNOWN, eviction: 'entry.expire < now()' }]]);
      const ended = (last: number): (string | null)[] =>
        statusOf([track([836, 1120, 1416, 1984, 1490, 2112, 2, 6458, 0, 7362, 0, last])], rounds, evicted);
      expect(ended(44_934)).toEqual(['leak']);
      expect(ended(38_000)).toEqual(['undecided']);
    });
    test('is a leak where all of it stays that comes with loads longer than the first rounds, twice', () => {
      const [first, second] = confirmations as [RoundFacts, RoundFacts];
      const wait = (seconds: number): RoundFacts => ({ kind: 'wait', requests: 0, connections: 0, seconds });
      const rounds = [...IDLE, first, wait(3), wait(10), second, wait(3), wait(10)];
      const next = (...gains: number[]): [string | null, string | null][] =>
        judgeTracks([track([997, 1613, 1277, -3800, ...gains])], rounds.slice(0, 5 + gains.length), none).map(
          ({ status, need }) => [status, need],
        );
      expect(next(6800)).toEqual([['released', 'wait']]);
      expect(next(6800, -6800)).toEqual([['released', null]]);
      expect(next(6800, -1500)).toEqual([['released', 'wait']]);
      expect(next(6800, -1500, -5300)).toEqual([['released', null]]);
      expect(next(6800, -1500, 0)).toEqual([[null, 'confirmation']]);
      expect(next(6800, -1500, 0, 10_300)).toEqual([['released', 'wait']]);
      expect(next(6800, -1500, 0, 10_300, -10_300)).toEqual([['released', null]]);
      expect(next(6800, -1500, 0, 10_300, -1500)).toEqual([['released', 'wait']]);
      expect(next(6800, -1500, 0, 10_300, -1500, 0)).toEqual([['leak', null]]);
    });
    test('is a leak where what a full cache drops stays on another path', () => {
      const dropped = [0, 0, 0, 0, 1800, 5200, 22_500];
      expect(told(dropped.slice(0, 5))).toEqual([]);
      expect(told(dropped.slice(0, 6))).toEqual([[null, 'far-confirmation']]);
      expect(told(dropped)).toEqual([['leak', null]]);
      expect(told([0, 0, 0, 0, 1800, 5200, 900])).toEqual([]);
    });
  });
  test('but a store whose entries are copied anew by each request, one more every time, leaks', () => {
    const survivors = [0, 0, 0, 0, 0, 11_888];
    expect(statusOf([track(ONE_PER_REQUEST, { survivors })])).toEqual(['leak']);
  });
  describe('from which code removes under a condition that was not found', () => {
    const facts = new Map([['path', { ...NOTHING_KNOWN, isRemovedFrom: true }]]);
    const rounds = roundsOf(3, [0, 1000, 1600, 1300, 0, 2531, 4400]);
    const told = (gains: readonly number[]): string[] =>
      judgeTracks([track(gains)], rounds.slice(0, 1 + gains.length), facts).map(
        ({ status, need, goal = 0 }) => `${status ?? need} ${goal}`,
      );
    const gained = (perRequest: number): number[] => rounds.slice(1, 6).map(({ requests }) => perRequest * requests);
    test('is a leak once it has gained as many as such stores hold, or more', () => {
      expect(told(gained(0.5))).toEqual(['confirmation 5250']);
      expect(told([...gained(0.5), 2200])).toEqual(['leak 0']);
      expect(told([...gained(0.5), 20])).toEqual(['plateau 0']);
      expect(told(gained(1))).toEqual(['leak 0']);
    });
    test('or once that takes too long', () => {
      expect(told(gained(0.05))).toEqual(['leak 0']);
    });
  });
  test('what stays below timers that went is no content of theirs', () => {
    const timers = track([997, 1613, 1277, -3887, 40]);
    const below = (gains: readonly number[]) => track(gains, { key: 'content', ancestors: ['path'] });
    expect(statusOf([timers, below([997, 1613, 1277, 0, 7001])])).toEqual(['released', 'leak']);
    expect(statusOf([timers, below([997, 1613, 1277, -3887, 7001])])).toEqual(['released']);
  });
  test('the content of what is released is no finding of its own', () => {
    const gains = [960, 1580, 1240, 0, 6850];
    const cache = track(gains, { survivors: [0, 0, 0, 300, 0, 6850] });
    expect(statusOf([cache, track(gains, { key: 'content', ancestors: ['path'] })])).toEqual(['released']);
  });
  test('a confirmation in which it became less ends it, however the rounds fell apart', () => {
    expect(statusOf([track([3, 170, 20, 0, -13])])).toEqual(['plateau']);
  });
  test('a confirmation that another track asked for overrules the one that went as predicted', () => {
    const rounds = [...ROUNDS, { kind: 'confirmation' as const, requests: 10_627, connections: 10, seconds: 6 }];
    expect(statusOf([track([...ONE_PER_REQUEST, 10_500])], rounds)).toEqual(['leak']);
    expect(statusOf([track([...ONE_PER_REQUEST, 7360])], rounds)).toEqual(['leak']);
    expect(statusOf([track([...ONE_PER_REQUEST, 4000])], rounds)).toEqual(['plateau']);
  });
  test('but a short one in which the next of a rare leak did not come says nothing', () => {
    const rounds = [...ROUNDS, { kind: 'confirmation' as const, requests: 151, connections: 50, seconds: 1 }];
    expect(statusOf([track([10, 16, 13, 0, 70, 0])], rounds)).toEqual(['leak']);
  });
  test('a shortfall that could be chance is asked again', () => {
    expect(statusOf([track([997, 1613, 1277, 0, 5200])])).toEqual(['needs confirmation']);
  });
  test('the same gain in every round, whatever its requests, asks for another number of connections', () => {
    expect(statusOf([track([10, 10, 10, 0, 10])])).toEqual(['needs connections']);
  });
  test('and is per connection when it follows that number', () => {
    const rounds = [...ROUNDS, { kind: 'confirmation' as const, requests: 151, connections: 50, seconds: 2 }];
    expect(statusOf([track([10, 10, 10, 0, 10, 50])], rounds)).toEqual(['per-connection']);
    expect(statusOf([track([10, 10, 10, 0, 10, 10])], rounds)).not.toEqual(['per-connection']);
  });
});

describe('declared bounds', () => {
  const bound = (limit: number, fits: boolean): Map<string, LiveFacts> =>
    new Map([['path', { ...NOTHING_KNOWN, bound: { property: 'max', limit, fits } }]]);
  test('a cache that is still filling below a bound that fits the heap is a plateau', () => {
    expect(statusOf([track(ONE_PER_REQUEST)], ROUNDS, bound(100_000, true))).toEqual(['plateau']);
  });
  test('a bound that was passed is none', () => {
    expect(statusOf([track(ONE_PER_REQUEST)], ROUNDS, bound(5000, true))).toEqual(['leak']);
  });
  test('what code removes under a condition on something else is followed further before it is a leak', () => {
    const evicted = new Map([['path', { ...NOTHING_KNOWN, eviction: 'live.length > most' }]]);
    const further = [...ROUNDS, { kind: 'confirmation' as const, requests: 33_000, connections: 10, seconds: 20 }];
    expect(statusOf([track(ONE_PER_REQUEST)], ROUNDS, evicted)).toEqual(['needs far-confirmation']);
    expect(statusOf([track([...ONE_PER_REQUEST, 33_000])], further, evicted)).toEqual(['leak']);
    expect(statusOf([track([...ONE_PER_REQUEST, 1200])], further, evicted)).toEqual(['plateau']);
  });
  test('and so is its content', () => {
    const evicted = new Map([['path', { ...NOTHING_KNOWN, eviction: 'this.#bytes > this.maxBytes' }]]);
    const content = track(ONE_PER_REQUEST, { key: 'content', ancestors: ['entry', 'path'] });
    expect(statusOf([track(ONE_PER_REQUEST), content], ROUNDS, evicted)).toEqual(['needs far-confirmation']);
  });
  test('a bound that the heap cannot hold is none', () => {
    expect(statusOf([track(ONE_PER_REQUEST)], ROUNDS, bound(1e9, false))).toEqual(['leak']);
  });
  test('the content of a cache that is still filling is explained by it', () => {
    const content = track(ONE_PER_REQUEST, { key: 'content', ancestors: ['path'] });
    expect(
      judgeTracks([track(ONE_PER_REQUEST), content], ROUNDS, bound(100_000, true)).map(({ track: { key } }) => key),
    ).toEqual(['path']);
  });
});

describe('a class whose objects change their paths', () => {
  const stopped = track([997, 1613, 1277, 0, 1500]);
  const everywhere = track(ONE_PER_REQUEST, { key: 'class Timeout', isFallback: true });
  const held = (limit: number) =>
    new Map<string, LiveFacts>([['path', { ...NOTHING_KNOWN, bound: { property: 'max', limit, fits: true } }]]);

  test('is told where a path of theirs stopped, though it has passed a limit that it declares', () => {
    expect(statusOf([stopped, everywhere])).toEqual(['plateau', 'leak']);
    expect(statusOf([stopped, everywhere], ROUNDS, held(50))).toEqual(['plateau', 'leak']);
  });
  test('is not told where that limit still holds it', () => {
    expect(statusOf([stopped, everywhere], ROUNDS, held(20_000))).toEqual(['plateau']);
  });
});

describe('several tracks', () => {
  test('only the topmost of a leak is told', () => {
    const content = track(ONE_PER_REQUEST, { key: 'content', ancestors: ['path'] });
    expect(judgeTracks([track(ONE_PER_REQUEST), content], ROUNDS, none).map(({ track: { key } }) => key)).toEqual([
      'path',
    ]);
  });
  test('a leak inside the entries of a full cache is told', () => {
    const full = track([997, 1613, 1277, 0, 3]);
    const inside = track(ONE_PER_REQUEST, { key: 'inside', ancestors: ['path'] });
    expect(statusOf([full, inside])).toEqual(['plateau', 'leak']);
  });
  test('none at all more has stopped, however wide the band of rounds that fall', () => {
    const requests = [0, 137, 211, 229, 373, 269, 397, 0, 2879];
    const rounds = roundsOf(6, requests);
    expect(statusOf([track([25, 17, 6, 10, 2, 1, 0, 0])], rounds)).toEqual(['plateau']);
  });
  test('a rate that goes up and down, and never below half, does not stop as that of a cache does that fills', () => {
    const requests = [0, 967, 2393, 1319, 1973, 1559, 2309, 0, 10_463, 10_859, 60_913];
    const rounds = roundsOf(6, requests);
    // Entries whose timers fire too late to delete them (memory-cache 0.1.4): in one of two rounds all, else four of five.
    const late = [1934, 3878, 2638, 3090, 3118, 3776, 0, 14_628, 16_036, 79_294];
    expect(statusOf([track(late)], rounds)).toEqual(['leak']);
    const filling = [2, 1.95, 1.9, 1.85, 1.8, 1.75, 0, 1.6, 1.45, 1.3].map((rate, i) =>
      Math.round(rate * requests[i + 1]!),
    );
    expect(statusOf([track(filling)], rounds)).toEqual(['plateau']);
  });
  test('less than half of what rounds foretold that do not agree confirms nothing, however wide their band', () => {
    const rounds = roundsOf(3, [0, 83, 97, 67, 0, 499, 1361, 2003]);
    const judged = (...confirmed: number[]) =>
      statusOf([track([51, 16, 19, -1, ...confirmed])], rounds.slice(0, 5 + confirmed.length));
    expect(judged(114, 129)).toEqual(['needs confirmation']);
    // Less than foretold, and it may have been the end of it.
    expect(judged(114, 300)).toEqual(['needs confirmation']);
    expect(judged(114, 300, 480)).toEqual(['leak']);
    expect(judged(114, 360)).toEqual(['leak']);
  });
  test('a class is told only where no path is', () => {
    const status = track(ONE_PER_REQUEST, { key: 'class Status', isFallback: true });
    expect(judgeTracks([track(ONE_PER_REQUEST), status], ROUNDS, none).map(({ track: { key } }) => key)).toEqual([
      'path',
    ]);
    expect(statusOf([status])).toEqual(['leak']);
    // Every object is reached by another path in the confirmation: the path seems to stop, the class does not.
    expect(statusOf([track([997, 1613, 1277, 0, 800]), status])).toEqual(['plateau', 'leak']);
  });
  test('a class to which each request adds the same is told beside paths that its objects come and go on', () => {
    // Intervals of one list change their order, and with it which of two paths leads to them.
    const waited: RoundFacts[] = [...IDLE, { ...IDLE[4]!, kind: 'wait' }, ROUNDS[5]!];
    const ways = [
      track([986, 2568, 1409, -1928, 0, 3146], { key: 'by the list' }),
      track([1008, 658, 1145, 1928, 0, 10_856], { key: 'by one another' }),
    ];
    const both = track([1994, 3226, 2554, 0, 0, 14_002], { key: 'class Timeout', isFallback: true });
    expect(statusOf([...ways, both], waited)).toEqual(['plateau', 'background', 'leak']);
    // With a path that is judged a leak of its own, or may be one, the class has nothing to add.
    const leak = track([997, 1613, 1277, 0, 0, 7001]);
    expect(statusOf([leak, ...ways, both], waited)).toEqual(['leak', 'plateau', 'background']);
    const uneven = track([1994, 3226, 2554, 0, -60, 14_002], { key: 'class Timeout', isFallback: true });
    expect(statusOf([...ways, uneven], waited)).not.toContain('leak');
    // Nor may the run end before the class was asked, because the only path seemed to grow by itself.
    const alone = track([900, 1400, 1100, 1900], { key: 'by one another' });
    const open = track([1994, 3226, 2554, 0], { key: 'class Timeout', isFallback: true });
    expect(statusOf([alone, open], IDLE)).toEqual(['background', 'needs confirmation']);
  });
  test('a size that goes on is released with the entries of a path that gains the same', () => {
    const gains = [960, 1640, 1290, 0, 7050];
    const size = track(gains, { key: 'size of watched 1', leastTotal: 600, twin: 'path' });
    const entries = track(gains, { survivors: [0, 0, 0, 0, 0, 7050] });
    expect(statusOf([track(gains), size])).toEqual(['leak', 'leak']);
    expect(statusOf([entries, size])).toEqual(['released', 'released']);
  });
  test('small gains of numbers in a queue are none', () => {
    const queue = track([30, 50, 40, 0, 210], { leastTotal: 600 });
    expect(statusOf([queue])).toEqual(['plateau']);
  });
  test('nor are they undecided when three confirmations had too few to say', () => {
    const few = [120, 130, 140].map((requests) => ({ ...ROUNDS[5]!, requests }));
    const gains = [100, 160, 130, 0, 13, 12, 14];
    expect(statusOf([track(gains)], [...IDLE, ...few])).toEqual(['undecided']);
    expect(statusOf([track(gains, { leastTotal: 600 })], [...IDLE, ...few])).toEqual(['plateau']);
  });
  test('a confirmation over more connections excuses no more queues than the rounds did', () => {
    const lists = Array.from({ length: 11 }, (_, i) =>
      track([30, 50, 40, 0, 210, 5], { key: `size ${i}`, leastTotal: 600 }),
    );
    expect(connectionsUnderLoad([...ROUNDS, { ...ROUNDS[5]!, requests: 151, connections: 50 }])).toBe(10);
    expect(new Set(statusOf(lists.map((each) => ({ ...each, values: each.values.slice(0, 6) }))))).toEqual(
      new Set(['needs confirmation']),
    );
  });
  test('more such queues than requests under way are confirmed again, until they have passed what a queue holds', () => {
    const lists = (gains: readonly number[]): Track[] =>
      Array.from({ length: 11 }, (_, i) => track(gains, { key: `size ${i}`, leastTotal: 600 }));
    const again: RoundFacts[] = [...ROUNDS, ROUNDS[5]!];
    const standings = (gains: readonly number[], rounds: readonly RoundFacts[]): Set<string | null> =>
      new Set(statusOf(lists(gains), [...rounds]));
    expect(statusOf(lists([30, 50, 40, 0, 210]).slice(1))).toEqual(Array.from({ length: 10 }, () => 'plateau'));
    expect(standings([30, 50, 40, 0, 210], ROUNDS)).toEqual(new Set(['needs confirmation']));
    expect(standings([30, 50, 40, 0, 210, 280], again)).toEqual(new Set(['leak']));
    expect(standings([30, 50, 40, 0, 210, 0], again)).toEqual(new Set(['plateau']));
    expect(standings([30, 50, 40, 0, 210, 3], [...again])).toEqual(new Set(['plateau']));
  });
});

describe('what a timer removes from', () => {
  const removedBy = (delayMs: number, isWhole: boolean) =>
    new Map([['path', { ...NOTHING_KNOWN, timedRemoval: { code: 'clearExpired', delayMs, isWhole } }]]);
  const waited = (seconds: number): RoundFacts[] => [...ROUNDS, { kind: 'wait', requests: 0, connections: 0, seconds }];

  test.each([true, false])('is waited for when it goes on as predicted, for so long as the timer takes', (isWhole) => {
    const [judgement] = judgeTracks([track(ONE_PER_REQUEST)], ROUNDS, removedBy(60_000, isWhole));
    expect(judgement).toMatchObject({ status: null, need: 'wait', waitMs: 60_000 });
  });
  test('is released when it went', () => {
    const gone = track([...ONE_PER_REQUEST, -10_888]);
    expect(statusOf([gone], waited(61), removedBy(60_000, true))).toEqual(['released']);
  });
  test('leaks when it stayed, what was to be begun anew for two windows', () => {
    const stayed = track([...ONE_PER_REQUEST, 0]);
    expect(statusOf([stayed], waited(61), removedBy(60_000, false))).toEqual(['leak']);
    expect(statusOf([stayed], waited(10), removedBy(60_000, false))).toEqual(['needs wait']);
    expect(statusOf([stayed], waited(61), removedBy(60_000, true))).toEqual(['needs wait']);
    const again = [...waited(61), { kind: 'wait' as const, requests: 0, connections: 0, seconds: 61 }];
    expect(statusOf([track([...ONE_PER_REQUEST, 0, 0])], again, removedBy(60_000, true))).toEqual(['leak']);
  });
  test('fills until a timer empties it for which no run waits; a sweep of what is too old may leave all', () => {
    expect(statusOf([track(ONE_PER_REQUEST)], ROUNDS, removedBy(900_000, true))).toEqual(['plateau']);
    expect(statusOf([track(ONE_PER_REQUEST)], ROUNDS, removedBy(900_000, false))).toEqual(['leak']);
  });
  test('goes with its content', () => {
    const content = track(ONE_PER_REQUEST, { key: 'content', ancestors: ['path'] });
    expect(statusOf([content], ROUNDS, removedBy(900_000, true))).toEqual(['plateau']);
  });
  test('is waited for with the timers that are to remove it, one for each entry', () => {
    const timers = track(ONE_PER_REQUEST, { key: 'timers' });
    const half = track(
      ONE_PER_REQUEST.map((gain) => Math.round(gain / 2)),
      { key: 'half' },
    );
    const both = [track(ONE_PER_REQUEST), timers, half];
    expect(statusOf(both, ROUNDS, removedBy(60_000, false))).toEqual(['needs wait', 'needs wait', 'leak']);
  });
  test('is waited for again where a class has as many: a store of two windows moved them', () => {
    const moved = [
      track([...ONE_PER_REQUEST, -10_888]),
      track([...ONE_PER_REQUEST, 0], { key: 'class Object', isFallback: true }),
    ];
    expect(statusOf(moved, waited(61), removedBy(60_000, true))).toEqual(['released', 'needs wait']);
    const again = [...waited(61), { kind: 'wait' as const, requests: 0, connections: 0, seconds: 61 }];
    const gone = [
      track([...ONE_PER_REQUEST, -10_888, 0]),
      track([...ONE_PER_REQUEST, 0, -10_888], { key: 'class Object', isFallback: true }),
    ];
    expect(statusOf(gone, again, removedBy(60_000, true))).toEqual(['released']);
    const there = [
      track([...ONE_PER_REQUEST, -10_888, 0]),
      track([...ONE_PER_REQUEST, 0, 0], { key: 'class Object', isFallback: true }),
    ];
    expect(statusOf(there, again, removedBy(60_000, true))).toEqual(['released', 'leak']);
  });
});
