import { readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openInspector } from '../inspector/inspector-client.ts';
import { listTargets } from '../inspector/list-targets.ts';
import { listMembers, type ProcessTree } from './process-tree.ts';

/** Opened on demand, a Node inspector listens here. */
const DEFAULT_PORT = 9229;
const OPEN_TIMEOUT_MS = 3000;
const PAUSE_MS = 50;
const ATTEMPTS = 3;
const BETWEEN_ATTEMPTS_MS = 300;
/** Of a caught signal in /proc/pid/status: SIGUSR1 is number 10. */
const SIGUSR1_BIT = 1n << 9n;

/**
 * Opens the inspectors of Node processes in the tree that have none because their NODE_OPTIONS were replaced or removed:
 * Node opens one on SIGUSR1 (doc "Debugger", `--disable-sigusr1`). All of them take the same port, so each is moved to a
 * port of its own before the next is woken. Returns their URLs. Linux alone: elsewhere it cannot be told whether a process
 * catches the signal, and one that does not would end.
 */
export async function wakeInspectors(
  tree: ProcessTree,
  known: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<string[]> {
  const urls: string[] = [];
  for (const pid of listMembers(tree)) {
    if (signal.aborted) break;
    if (known.has(pid) || !isNodeThatListensToSigusr1(pid)) continue;
    const url = await wake(pid, signal);
    if (url !== null) urls.push(url);
  }
  return urls;
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

/** Asked again where the port was somebody else's: Node then gave up, and tries anew at the next signal. */
async function wake(pid: number, signal: AbortSignal): Promise<string | null> {
  for (let attempt = 0; attempt < ATTEMPTS && !signal.aborted; attempt++) {
    if (attempt > 0) await delay(BETWEEN_ATTEMPTS_MS);
    try {
      process.kill(pid, 'SIGUSR1');
    } catch {
      return null;
    }
    const opened = await urlAt(DEFAULT_PORT, signal);
    const port = await freePort();
    if (opened !== null && (await move(opened, pid, port, signal))) return await urlAt(port, signal);
  }
  return null;
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

/** Tells the process to open its inspector elsewhere, once this session is over; false when another process answers here. */
async function move(url: string, pid: number, port: number, signal: AbortSignal): Promise<boolean> {
  const client = await openInspector(url, { signal, connectTimeoutMs: 2000, commandTimeoutMs: 5000 }).catch(() => null);
  if (client === null) return false;
  try {
    const { result } = await client.send('Runtime.evaluate', {
      expression: `(() => {
        if (process.pid !== ${pid}) return false;
        const inspector = (process.getBuiltinModule ?? require)('inspector');
        setTimeout(() => { inspector.close(); inspector.open(${port}, '127.0.0.1'); }, 50);
        return true;
      })()`,
      includeCommandLineAPI: true,
      returnByValue: true,
      silent: true,
    });
    return result.value === true;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
