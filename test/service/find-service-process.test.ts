import { describe, expect, it } from 'vitest';
import { chooseOwner, describeProcess, type NodeProcess } from '../../src/service/find-service-process.ts';

function owner(pid: number, parentPid: number): NodeProcess {
  return {
    inspectorUrl: `ws://127.0.0.1:${pid}/x`,
    facts: {
      pid,
      parentPid,
      title: 'node',
      argv: ['/srv/server.js'],
      nodeVersion: 'v24.0.0',
      v8Version: '13',
      workingDirectory: '/srv',
      listensOn: [],
    },
  };
}

describe('choosing among the owners of one port', () => {
  it('takes a worker, never the primary that is its parent', () => {
    expect(chooseOwner([owner(10, 1), owner(12, 10), owner(11, 10)])?.facts.pid).toBe(11);
  });

  it('takes the only one, and none where there is none', () => {
    expect(chooseOwner([owner(10, 1)])?.facts.pid).toBe(10);
    expect(chooseOwner([])).toBeNull();
  });
});

describe('describing a process', () => {
  it('prints what it says of itself without control characters', () => {
    const { facts } = owner(10, 1);
    const hostile = {
      ...facts,
      argv: ['a\n::error::b', '\u001b[2Jc'],
      listensOn: [
        { kind: 'port', host: '::', port: 80 } as const,
        { kind: 'port', host: '0.0.0.0', port: 80 } as const,
      ],
    };
    expect(describeProcess(hostile)).toBe('pid 10 (a ::error::b  [2Jc) listening on port 80');
    expect(describeProcess(facts)).toBe('pid 10 (/srv/server.js) listening on nothing');
  });
});
