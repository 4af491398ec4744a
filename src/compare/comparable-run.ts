import { type Finding, isLeak, type SourcePosition } from '../growth/finding.ts';
import type { Conclusion } from '../verdict/verdict.ts';
import type { RoundGains } from './compare-rates.ts';

/** What a run must keep to be compared with: its leaks with the gains of their rounds. Small enough to be committed. */
export interface ComparableRun {
  /** 40 hex digits; null where it is not known. */
  readonly commit: string | null;
  readonly nodeVersion: string | null;
  readonly conclusion: Conclusion;
  /** Why there is no verdict; null where there is one. */
  readonly reason: string | null;
  /** The run would have seen a leak of one object per so many requests with 99 % probability; null: nothing was judged. */
  readonly oneObjectPerRequests: number | null;
  readonly leaks: readonly ComparableLeak[];
  /** Names of the requests and flows that were answered; missing in older baselines. */
  readonly sent?: readonly string[];
  /** Requests of the scenario that were not sent to it, because it does not answer them as expected, and why; missing where all were. */
  readonly leftOut?: readonly { readonly name: string; readonly because: string }[];
  /** Growth that is no leak, by signature, with the reason. */
  readonly others: readonly { readonly signature: string; readonly status: string; readonly because: string }[];
  /** Objects per request that each class gained over all of the heap, where it is more than next to nothing; missing in older baselines. */
  readonly classes?: Readonly<Record<string, number>>;
  /** By which the snapshots grew, without V8's own (code, shapes); missing in older baselines. */
  readonly heapBytesPerRequest?: number | null;
  /** By which the heap grew as V8 counts it, with its own; missing in older baselines. */
  readonly heapUsedPerRequest?: number | null;
}

export interface ComparableLeak {
  readonly signature: string;
  readonly owner: string;
  readonly ownerName: string | null;
  readonly place: SourcePosition | null;
  /** The request that grows it; null or missing: not known, as of a base that is measured beside its head. */
  readonly request?: string | null;
  /** It grows with connections; its rate per request says nothing. */
  readonly perConnection: boolean;
  /** How many the load of each round opened; missing where it grows with requests, and in older baselines. */
  readonly connections?: readonly number[];
  /** Requests of each loaded round, and what the leak gained in it. */
  readonly requests: readonly number[];
  readonly objects: readonly number[];
  readonly bytes: readonly number[];
  /** How often its request is among all requests, 0…1; rates are told per that request. */
  readonly requestShare: number;
}

/** The parts of a report that a comparison is made from. */
export interface RunEvidence {
  readonly commit: string | null;
  readonly conclusion: Conclusion;
  readonly reason: string | null;
  readonly nodeVersion: string | null;
  readonly findings: readonly Finding[];
  /** By snapshot, the baseline first. */
  readonly rounds: readonly {
    readonly requests: number;
    readonly idle: boolean;
    readonly heapUsed: number;
    readonly snapshot: { readonly bytes: number; readonly ownBytes: number } | null;
  }[];
  readonly oneObjectPerRequests: number | null;
  /** Names of the requests and flows that were answered. */
  readonly sent: readonly string[];
  /** What each class gained over the run. */
  readonly classGrowth: readonly { readonly name: string; readonly objects: number }[];
}

/** One object per thousand requests. */
const LEAST_CLASS_RATE = 0.001;

/** Of requests and flows, those that were answered. */
export function namesAnswered(counts: readonly { readonly name: string; readonly succeeded: number }[]): string[] {
  return [...new Set(counts.flatMap(({ name, succeeded }) => (succeeded > 0 ? [name] : [])))];
}

function rounded(rate: number): number {
  return Math.round(rate * 1e4) / 1e4;
}

/** Leaks are joined by signature: two containers of one description are one leak with the sum of their gains. */
export function comparableRun(run: RunEvidence): ComparableRun {
  const leaks = new Map<string, ComparableLeak>();
  const others: { signature: string; status: string; because: string }[] = [];
  for (const finding of run.findings) {
    const { signature, status, because } = finding;
    if (!isLeak(finding)) {
      others.push({ signature, status, because });
      continue;
    }
    const leak = comparableLeak(finding, run.rounds);
    const same = leaks.get(signature);
    leaks.set(signature, same === undefined ? leak : joined(same, leak));
  }
  const { commit, nodeVersion, conclusion, reason, oneObjectPerRequests, sent: names } = run;
  const sent = Math.max(1, sum(run.rounds.map(({ requests }) => requests)));
  const rates = run.classGrowth.map(({ name, objects }) => [name, rounded(objects / sent)] as const);
  const classes = Object.fromEntries(rates.filter(([, rate]) => rate >= LEAST_CLASS_RATE));
  const told = { sent: names, classes, ...heapRates(run.rounds, sent) };
  return { commit, nodeVersion, conclusion, reason, oneObjectPerRequests, leaks: [...leaks.values()], others, ...told };
}

function heapRates(
  rounds: RunEvidence['rounds'],
  sent: number,
): Pick<ComparableRun, 'heapBytesPerRequest' | 'heapUsedPerRequest'> {
  const held = rounds.filter(({ snapshot }) => snapshot !== null);
  const [first, last] = [held[0], held.at(-1)];
  if (first === undefined || first === last) return { heapBytesPerRequest: null, heapUsedPerRequest: null };
  const programBytes = ({ snapshot }: typeof first): number => snapshot!.bytes - snapshot!.ownBytes;
  return {
    heapBytesPerRequest: rounded((programBytes(last!) - programBytes(first)) / sent),
    heapUsedPerRequest: rounded((last!.heapUsed - first.heapUsed) / sent),
  };
}

/**
 * A run that was sent a part of the scenario, in the measure of the whole: so many of its requests come with one over the share of the
 * whole that they are.
 */
export function asWhole(
  run: ComparableRun,
  share: number,
  leftOut: NonNullable<ComparableRun['leftOut']>,
): ComparableRun {
  const { leaks, classes, heapBytesPerRequest = null, heapUsedPerRequest = null, oneObjectPerRequests } = run;
  const scaled = (rate: number | null): number | null => (rate === null ? null : rate * share);
  return {
    ...run,
    leftOut,
    oneObjectPerRequests: oneObjectPerRequests === null ? null : Math.ceil(oneObjectPerRequests / share),
    leaks: leaks.map((leak) => ({
      ...leak,
      requests: leak.requests.map((sent) => sent / share),
      // A leak whose request is not known is told per any request.
      requestShare: leak.requestShare * (leak.request == null ? 1 : share),
    })),
    ...(classes && {
      classes: Object.fromEntries(Object.entries(classes).map(([name, rate]) => [name, rate * share])),
    }),
    heapBytesPerRequest: scaled(heapBytesPerRequest),
    heapUsedPerRequest: scaled(heapUsedPerRequest),
  };
}

/** The class (DevTools') of what grows, from the end of a signature. */
export function classOfContent(signature: string): string {
  const content = signature.slice(signature.lastIndexOf(' | ') + 3);
  return /^function\b/.test(content) ? 'Function' : content === 'string' ? '(string)' : content;
}

/** In the measure of its own request alone: comparable with a run whose scenario has other weights. */
export function byOwnRequest(leak: ComparableLeak): ComparableLeak {
  return { ...leak, requests: leak.requests.map((sent) => sent * leak.requestShare), requestShare: 1 };
}

/** By the connections that were opened instead of the requests that were sent over them; null where it does not grow with them, or they are not known. */
export function byConnection(leak: ComparableLeak): ComparableLeak | null {
  const { perConnection, connections } = leak;
  return perConnection && connections !== undefined ? { ...leak, requests: connections, requestShare: 1 } : null;
}

export function objectsOf({ objects, requests }: ComparableLeak): RoundGains {
  return { gains: objects, requests };
}

export function bytesOf({ bytes, requests }: ComparableLeak): RoundGains {
  return { gains: bytes, requests };
}

function comparableLeak(finding: Finding, rounds: RunEvidence['rounds']): ComparableLeak {
  // The finding's gains are those after each snapshot but the baseline.
  const loaded = finding.perRound.flatMap((gain, i) => {
    const round = rounds[i + 1];
    const opened = finding.connections?.[i] ?? 0;
    return round === undefined || round.idle || round.requests === 0
      ? []
      : [{ gain, requests: round.requests, opened }];
  });
  const requests = loaded.map((round) => round.requests);
  const objects = loaded.map(({ gain }) => gain.objects);
  const perRequest = sum(objects) / Math.max(1, sum(requests));
  const { signature, owner, ownerName, place, request, status, objectsPerRequest } = finding;
  return {
    signature,
    owner,
    ownerName,
    place,
    request,
    perConnection: status === 'per-connection',
    ...(finding.connections !== undefined && { connections: loaded.map(({ opened }) => opened) }),
    requests,
    objects,
    bytes: loaded.map(({ gain }) => gain.retainedBytes),
    requestShare: objectsPerRequest > 0 && perRequest > 0 ? Math.min(1, perRequest / objectsPerRequest) : 1,
  };
}

function joined(a: ComparableLeak, b: ComparableLeak): ComparableLeak {
  const add = (x: readonly number[], y: readonly number[]): number[] => x.map((value, i) => value + (y[i] ?? 0));
  return {
    ...a,
    objects: add(a.objects, b.objects),
    bytes: add(a.bytes, b.bytes),
    perConnection: a.perConnection && b.perConnection,
    requestShare: Math.max(a.requestShare, b.requestShare),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
