import { execFileSync } from 'node:child_process';
import { type ProcessRow, readProcessTable, startedWith } from './process-table.ts';

/** In the environment of the start command and of whatever it starts: finds also what made itself a daemon. */
export const TREE_VARIABLE = 'LEAKGATE_SERVICE';

/** Everything that one start command brought to life. */
export interface ProcessTree {
  /** Pid of the start command's shell, and on Unix of its process group. */
  readonly rootPid: number;
  /** Value of TREE_VARIABLE, unique. */
  readonly token: string;
  /** Processes met on the way (through their inspectors), as they were then: pid → startedAt. */
  readonly met: Map<number, string>;
}

/** Remembers processes that may have left the group and lost their parents by the time of the stop. */
export function rememberProcesses(tree: ProcessTree, pids: Iterable<number>): void {
  const wanted = new Set(pids);
  for (const row of readProcessTable()) if (wanted.has(row.pid)) tree.met.set(row.pid, row.startedAt);
}

/**
 * The members that are alive: the group of the root, descendants of any member, processes with the tree's variable,
 * and those remembered, unless their pid has since gone to another process. Children come after their parents.
 */
export function listMembers(tree: ProcessTree, table: readonly ProcessRow[] = readProcessTable()): number[] {
  const members = new Set<number>();
  for (const row of table) {
    const isMember =
      row.pid === tree.rootPid ||
      row.groupId === tree.rootPid ||
      tree.met.get(row.pid) === row.startedAt ||
      startedWith(row.pid, TREE_VARIABLE, tree.token);
    if (isMember && row.pid !== process.pid) members.add(row.pid);
  }
  // A Set grows while it is walked, so that grandchildren are reached too.
  for (const parent of members) for (const row of table) if (row.parentPid === parent) members.add(row.pid);
  return [...members];
}

/**
 * Signals every live member and returns how many there were. SIGTERM comes with SIGCONT, since a stopped process would
 * not see it. A process that ends meanwhile is no error.
 */
export function signalTree(tree: ProcessTree, signal: 'SIGTERM' | 'SIGKILL'): number {
  if (process.platform === 'win32') return signalWindowsTree(tree.rootPid, signal);
  const members = listMembers(tree);
  for (const pid of members) {
    signalProcess(pid, signal);
    if (signal === 'SIGTERM') signalProcess(pid, 'SIGCONT');
  }
  return members.length;
}

/** Whether anything of the tree is alive. */
export function isTreeAlive(tree: ProcessTree): boolean {
  return process.platform === 'win32' ? isAlive(tree.rootPid) : listMembers(tree).length > 0;
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    // EPERM: a member under another user; it stays alive and is named when the stop does not come to its end.
    if (code !== 'ESRCH' && code !== 'EPERM') throw thrown;
  }
}

/** taskkill follows the tree by parent pids; without /F it only asks, which console programs mostly ignore. */
function signalWindowsTree(rootPid: number, signal: 'SIGTERM' | 'SIGKILL'): number {
  if (!isAlive(rootPid)) return 0;
  try {
    execFileSync('taskkill', ['/PID', String(rootPid), '/T', ...(signal === 'SIGKILL' ? ['/F'] : [])], {
      stdio: 'ignore',
      timeout: 5000,
    });
  } catch (thrown) {
    // It also fails when a member ended before its turn; whether the tree lives on is what counts.
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') throw thrown;
  }
  return 1;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
