import { describe, expect, it } from 'vitest';
import { helpersOf } from '../../src/service/find-helpers.ts';
import { describeProcess, type NodeProcess, nameProcess, servingOf } from '../../src/service/find-service-process.ts';

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
      clusterWorkerId: null,
      clusterWorkers: [],
    },
  };
}

describe('who serves among the owners of one port', () => {
  it('are the workers, first the oldest, never the primary that is their parent', () => {
    expect(servingOf([owner(10, 1), owner(12, 10), owner(11, 10)]).map(({ facts }) => facts.pid)).toEqual([11, 12]);
  });

  it('is the only one, and none where there is none', () => {
    expect(servingOf([owner(10, 1)]).map(({ facts }) => facts.pid)).toEqual([10]);
    expect(servingOf([])).toEqual([]);
  });

  it('is called by its script, or by its number in the cluster', () => {
    const single = owner(10, 1);
    expect(nameProcess(single)).toBe('server.js (pid 10)');
    expect(nameProcess({ ...single, facts: { ...single.facts, clusterWorkerId: 2 } })).toBe('worker 2 (pid 10)');
  });
});

describe('helpers of the service', () => {
  it('are the processes that those who serve have started, whatever they are, and not what started these', () => {
    const [npm, server, mailer, resizer, other] = [
      owner(1, 0),
      owner(10, 1),
      owner(11, 10),
      owner(12, 11),
      owner(13, 1),
    ];
    expect(helpersOf([server!], [npm!, server!, resizer!, mailer!, other!])).toEqual([mailer, resizer]);
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
