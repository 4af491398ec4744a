import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type ProcessRow, readProcessTable } from '../../src/service/process-table.ts';
import { listMembers } from '../../src/service/process-tree.ts';

function row(pid: number, parentPid: number, groupId: number, startedAt = '1'): ProcessRow {
  return { pid, parentPid, groupId, startedAt };
}

const tree = (met: [number, string][] = []) => ({ rootPid: 100, token: 'no-such-token', met: new Map(met) });

describe('members of a tree', () => {
  /*  100 ── 101 ── 102 (own group) ── 103 (own group)      200: somebody else's, 201: its child  */
  const table = [
    row(103, 102, 103),
    row(102, 101, 102),
    row(101, 100, 100),
    row(100, 1, 100),
    row(200, 1, 200),
    row(201, 200, 200),
  ];

  it('are the group and all descendants, in whatever order the table lists them', () => {
    expect(listMembers(tree(), table).toSorted()).toEqual([100, 101, 102, 103]);
    expect(listMembers(tree(), table.toReversed()).toSorted()).toEqual([100, 101, 102, 103]);
  });

  it('are those in the group whose parents have gone', () => {
    expect(listMembers(tree(), [row(101, 1, 100), row(200, 1, 200)])).toEqual([101]);
  });

  it('are those met before, but not a later process with the same pid', () => {
    const met = tree([
      [300, '7'],
      [301, '7'],
    ]);
    expect(listMembers(met, [row(300, 1, 300, '7'), row(301, 1, 301, '8')])).toEqual([300]);
  });
});

describe('the process table', () => {
  it('lists this process and a child of it, but no child that has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const rows = readProcessTable();
    expect(rows.find(({ pid }) => pid === child.pid)).toMatchObject({ parentPid: process.pid });
    expect(rows.find(({ pid }) => pid === process.pid)).toMatchObject({ parentPid: process.ppid });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(readProcessTable().some(({ pid }) => pid === child.pid)).toBe(false);
  });
});
