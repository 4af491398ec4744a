import type { CaptureRecord } from './manifest.ts';

/** Handles come and go by ones and twos. */
const FEWEST = 3;
/** Node's names in the reader's words; kinds that are counted otherwise or are no work are left out. */
const WORDS: Readonly<Record<string, string>> = {
  Immediate: 'immediates',
  TCPSocketWrap: 'sockets',
  PipeWrap: 'pipes',
  FSReqCallback: 'file operations',
  FSReqPromise: 'file operations',
  ProcessWrap: 'child processes',
  GetAddrInfoReqWrap: 'name lookups',
};

/**
 * What the service still had under way when snapshots after a load were taken, as a sentence; null: nothing. Connections and
 * timers count against those before the load, other handles against the fewest at any snapshot: a pool stays as it is. It
 * may be what is growing, and it may be work that takes longer than the round was waited for.
 */
export function describeWorkInFlight(captures: readonly CaptureRecord[]): string | null {
  const loaded = captures.filter((capture) => capture.load !== null);
  const most = (counts: readonly number[]): number => Math.max(0, ...counts);
  const connections = most(loaded.map(({ inFlight }) => inFlight?.connections ?? 0));
  const found: [string, number][] = [
    ['connections', connections],
    ['timers', most(loaded.map(({ inFlight }) => inFlight?.timers ?? 0))],
  ];
  for (const [kind, word] of Object.entries(WORDS)) {
    const counts = captures.map(({ memory }) => memory.activeResources[kind] ?? 0);
    const beyond = most(counts) - Math.min(...counts);
    // Each open connection is a socket, too.
    found.push([word, kind === 'TCPSocketWrap' && beyond <= connections ? 0 : beyond]);
  }
  const list = found
    .filter(([, count]) => count >= FEWEST)
    .map(([word, count]) => `${count.toLocaleString('en')} ${word}`);
  if (list.length === 0) return null;
  return `When snapshots were taken the service still had work in flight: up to ${list.join(', ')}. Where that is not the leak itself, settle-time waits for it.`;
}
