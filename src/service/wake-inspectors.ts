import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openInspector } from '../inspector/inspector-client.ts';
import { listTargets } from '../inspector/list-targets.ts';
import { freePort } from './free-port.ts';
import { listMembers, type ProcessTree } from './process-tree.ts';

/** Opened on demand, a Node inspector listens here. */
const DEFAULT_PORT = 9229;
const OPEN_TIMEOUT_MS = 2000;
const PAUSE_MS = 50;
/** For each process, on average: others may have the port when its turn comes. */
const ATTEMPTS = 3;
/** Of a caught signal in /proc/pid/status: SIGUSR1 is number 10. */
const SIGUSR1_BIT = 1n << 9n;

/**
 * Opens the inspectors of Node processes in the tree that have none because their NODE_OPTIONS were replaced or removed:
 * Node opens one on SIGUSR1 (doc "Debugger", `--disable-sigusr1`). All of them take the same port, so each is moved to a
 * port of its own. Whoever answers is moved, whether or not it was the one signalled: a cluster's primary passes the signal
 * on to its workers, and one of them gets the port. Returns their URLs. Linux alone: elsewhere it cannot be told whether a
 * process catches the signal, and one that does not would end.
 */
export async function wakeInspectors(
  tree: ProcessTree,
  known: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<string[]> {
  const urls: string[] = [];
  const pending = new Set(listMembers(tree).filter((pid) => !known.has(pid) && isNodeThatListensToSigusr1(pid)));
  for (let left = ATTEMPTS * pending.size; left > 0 && !signal.aborted; left--) {
    const [pid] = pending;
    if (pid === undefined) break;
    // Its turn comes again after the others.
    pending.delete(pid);
    if (!signalled(pid)) continue;
    pending.add(pid);
    const opened = await urlAt(DEFAULT_PORT, signal);
    const port = await freePort();
    const moved = opened === null ? null : await move(opened, pending, port, signal);
    const url = moved === null ? null : await urlAt(port, signal);
    if (moved !== null && url !== null) {
      pending.delete(moved);
      urls.push(url);
    }
  }
  return urls;
}

/** Signals those of the tree that open an inspector then: at the port that they were given at their start, and not awaited. */
export function signalInspectors(tree: ProcessTree, pids: readonly number[]): void {
  const members = new Set(listMembers(tree));
  for (const pid of pids) if (members.has(pid) && isNodeThatListensToSigusr1(pid)) signalled(pid);
}

/** False for a process that has ended. */
function signalled(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGUSR1');
  } catch {
    return false;
  }
}

function isNodeThatListensToSigusr1(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    return (BigInt(`0x${caught}`) & SIGUSR1_BIT) !== 0n && /^node/.test(basename(readlinkSync(`/proc/${pid}/exe`)));
  } catch {
    return false;
  }
}

async function urlAt(port: number, signal: AbortSignal): Promise<string | null> {
  const deadline = performance.now() + OPEN_TIMEOUT_MS;
  while (performance.now() < deadline && !signal.aborted) {
    const [url] = await listTargets(new URL(`http://127.0.0.1:${port}`)).catch(() => []);
    if (url !== undefined) return url;
    await delay(PAUSE_MS);
  }
  return null;
}

/** Tells the process behind the URL to open its inspector elsewhere, once this session is over; its pid, if it is one of those. */
async function move(url: string, pids: ReadonlySet<number>, port: number, signal: AbortSignal): Promise<number | null> {
  const client = await openInspector(url, { signal, connectTimeoutMs: 2000, commandTimeoutMs: 5000 }).catch(() => null);
  if (client === null) return null;
  try {
    const { result } = await client.send('Runtime.evaluate', {
      expression: `(() => {
        if (!${JSON.stringify([...pids])}.includes(process.pid)) return null;
        const inspector = (process.getBuiltinModule ?? require)('inspector');
        setTimeout(() => { inspector.close(); inspector.open(${port}, '127.0.0.1'); }, 50);
        return process.pid;
      })()`,
      includeCommandLineAPI: true,
      returnByValue: true,
      silent: true,
    });
    return (result.value as number | null | undefined) ?? null;
  } catch {
    return null;
  } finally {
    await client.close();
  }
}
