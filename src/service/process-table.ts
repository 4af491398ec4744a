import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** One process of this machine. */
export interface ProcessRow {
  readonly pid: number;
  readonly parentPid: number;
  readonly groupId: number;
  /** Tells a process from a later one with the same pid; unit and origin are the platform's own. */
  readonly startedAt: string;
}

/**
 * All live processes, zombies left out (they hold nothing and wait for their parent). Synchronous, so that it also works
 * while leakgate exits. Linux reads /proc (about 5 ms for 200 processes; works in images without `ps`), other Unixes ask
 * `ps`. Windows gives an empty table: there `taskkill /T` knows the tree.
 */
export function readProcessTable(): ProcessRow[] {
  if (process.platform === 'linux') return readProc();
  if (process.platform === 'win32') return [];
  return readPs();
}

/** Whether the process was started with this variable and value; false where environments cannot be read. Linux only. */
export function startedWith(pid: number, variable: string, value: string): boolean {
  if (process.platform !== 'linux') return false;
  const environment = readOrNull(`/proc/${pid}/environ`);
  return environment?.split('\0').includes(`${variable}=${value}`) ?? false;
}

function readProc(): ProcessRow[] {
  const rows: ProcessRow[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const row = parseStat(readOrNull(`/proc/${name}/stat`) ?? '');
    if (row !== null) rows.push(row);
  }
  return rows;
}

/** The format of proc(5): `pid (comm) state ppid pgrp …`, where comm may hold blanks and brackets; starttime is field 22. */
function parseStat(stat: string): ProcessRow | null {
  const afterName = stat.lastIndexOf(')');
  if (afterName < 0) return null;
  const fields = stat.slice(afterName + 2).split(' ');
  const [state, parentPid, groupId] = fields;
  if (state === 'Z' || state === 'X') return null;
  return {
    pid: Number.parseInt(stat, 10),
    parentPid: Number(parentPid),
    groupId: Number(groupId),
    startedAt: fields[19] ?? '',
  };
}

function readPs(): ProcessRow[] {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart='], { encoding: 'utf8', timeout: 5000 });
  const rows: ProcessRow[] = [];
  for (const line of text.split('\n')) {
    const [pid, parentPid, groupId, state, ...startedAt] = line.trim().split(/\s+/);
    if (state === undefined || state.startsWith('Z')) continue;
    rows.push({
      pid: Number(pid),
      parentPid: Number(parentPid),
      groupId: Number(groupId),
      startedAt: startedAt.join(' '),
    });
  }
  return rows;
}

/** Processes end while the table is read; those of other users are closed to us. */
function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
