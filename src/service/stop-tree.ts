import { setTimeout as delay } from 'node:timers/promises';
import { GateError } from '../errors.ts';
import { isTreeAlive, listMembers, type ProcessTree, signalTree } from './process-tree.ts';

const FIRST_POLL_MS = 10;
const LONGEST_POLL_MS = 100;
const KILL_TIMEOUT_MS = 3000;
/** Between two SIGKILLs: what forked between the listing and the signal is met by the next. */
const KILL_AGAIN_MS = 100;

/**
 * Ends a tree: SIGTERM to every member, up to `graceMs` for them to end on their own, then SIGKILL until nothing of it is
 * alive. INTERNAL when something survives SIGKILL for 3 s (another user's process, or one stuck in the kernel).
 */
export async function stopTree(tree: ProcessTree, graceMs: number): Promise<void> {
  signalTree(tree, 'SIGTERM');
  if (await isGoneWithin(tree, graceMs)) return;
  const deadline = performance.now() + KILL_TIMEOUT_MS;
  do {
    signalTree(tree, 'SIGKILL');
    if (await isGoneWithin(tree, KILL_AGAIN_MS)) return;
  } while (performance.now() < deadline);
  const survivors = process.platform === 'win32' ? [tree.rootPid] : listMembers(tree);
  throw new GateError('INTERNAL', `The service could not be stopped: pid ${survivors.join(', ')} outlived SIGKILL.`, {
    hint: 'Stop it by hand; a start command that switches users (sudo, su) keeps its processes out of reach.',
  });
}

async function isGoneWithin(tree: ProcessTree, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (let pollMs = FIRST_POLL_MS; isTreeAlive(tree); pollMs = Math.min(pollMs * 2, LONGEST_POLL_MS)) {
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) return false;
    await delay(Math.min(pollMs, leftMs));
  }
  return true;
}
