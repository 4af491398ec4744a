import { describe, expect, it } from 'vitest';
import { EngineCore } from '../../src/engine/engine-core.ts';
import { idIn, isolateOf, ownId } from '../../src/isolate-id.ts';
import { heapOf, type NodeSketch, writeSnapshot } from '../support/heap-builder.ts';

/**
 *  app → handler() → context: jobs → [Job, Job, …], the same in every isolate; `through` stands between the global and the
 *  app, another one in each.
 */
function snapshot(through: string, jobs: number): string {
  const keys = Array.from({ length: jobs }, (_, i) => `job ${i}`);
  const sketch: Record<string, NodeSketch> = {
    root: [{ to: 'global', type: 'shortcut', name: 'global' }],
    global: { id: 3, name: 'global', edges: [{ to: 'through', type: 'property', name: through }] },
    through: { id: 15, name: through, edges: [{ to: 'app', type: 'property', name: 'app' }] },
    app: { id: 5, edges: [{ to: 'handler', type: 'property', name: 'handler' }] },
    handler: {
      id: 7,
      type: 'closure',
      location: { scriptId: 9, line: 4, column: 2 },
      edges: [{ to: 'scope', type: 'internal', name: 'context' }],
    },
    scope: { id: 11, name: 'system / Context', edges: [{ to: 'jobs', type: 'context', name: 'jobs' }] },
    jobs: { id: 13, name: 'Array', edges: keys.map((to, i) => ({ to, type: 'element', name: i })) },
    ...Object.fromEntries(keys.map((key, i) => [key, { id: 1001 + 2 * i, name: 'Job' }])),
  };
  return writeSnapshot(heapOf(sketch).graph);
}

/** One array an isolate: its jobs at each snapshot. */
function engineOf(...isolates: readonly (readonly number[])[]): EngineCore {
  const core = new EngineCore();
  for (const at of isolates[0]!.keys()) {
    for (const [isolate, jobs] of isolates.entries()) {
      core.begin(isolate);
      core.write(snapshot(isolate === 0 ? 'Timers' : 'Handles', jobs[at]!));
      core.end();
    }
  }
  return core;
}

const jobsIn = (core: EngineCore) => core.view().moving.find(({ labels }) => labels.at(-1)?.endsWith('|Job') === true)!;

describe('an engine of several isolates', () => {
  it('adds up what grows in each, though the ways to it differ', () => {
    const core = engineOf([0, 40, 70], [0, 60, 130]);
    const jobs = jobsIn(core);
    expect(jobs.objects).toEqual([0, 100, 200]);
    expect(core.view().gains.get(jobs.key)).toEqual([70, 130]);
  });

  it('describes it where it grows the most, with ids that tell the isolate', () => {
    const core = engineOf([0, 5], [0, 9]);
    const [description] = core.describe([jobsIn(core).key]);
    expect(description).toMatchObject({ containerName: 'jobs', content: 'Job', newObjects: 14 });
    expect(description!.containerId).toBe(idIn(1, 13));
    expect(description!.scope?.scriptId).toBe(idIn(1, 9));
    expect(description!.memberIds.map(isolateOf)).toEqual(description!.memberIds.map(() => 1));
    expect(ownId(description!.memberIds[0]!)).toBe(1001 + 2 * 8);
  });

  it('describes a container of the isolate that its id names', () => {
    const core = engineOf([0, 5], [0, 9]);
    expect(core.describe([idIn(1, 13), 13]).map((each) => each?.containerId)).toEqual([idIn(1, 13), 13]);
  });

  it('keeps V8’s own ids and whole paths where there is one isolate', () => {
    const core = engineOf([0, 5]);
    expect(core.view().gains.size).toBe(0);
    expect(jobsIn(core).key).toContain('Timers');
    expect(core.describe([jobsIn(core).key])[0]?.containerId).toBe(13);
  });
});
