import { describe, expect, it } from 'vitest';
import type { SiteTarget } from '../../src/diagnosis/site-target.ts';
import type { GrowthSite } from '../../src/growth/growth-site.ts';
import type { InspectorSession } from '../../src/inspector/inspector-session.ts';
import {
  type Diagnosed,
  markedLines,
  routesFile,
  statementOf,
  withServiceUnderDiagnosis,
} from '../diagnosis/diagnose-service.ts';

const lines = markedLines(routesFile);
const descriptors: SiteTarget = { key: 'open descriptors', kind: 'descriptors' };

/** Routes that open descriptors share what holds them, so they are asked for in turn. */
const opening = [
  'set-interval+fs-open',
  'set-timeout+fs-open-sync',
  'timers-promises+promises-open',
  'write-stream+abort-signal-any',
  'net-socket',
  'worker',
];
/** Marked, but their containers do not grow. */
const steady = ['balanced-map', 'overwritten-key'];

/** Names of the marked statements that were found, with the evidence. */
function namedBy(diagnosed: readonly Diagnosed[]): [string, string][] {
  return diagnosed.flatMap(({ site }): [string, string][] => {
    const statement = site === null ? null : statementOf(site);
    if (site === null || statement === null || !statement.url.endsWith('routes.js')) return [];
    return [...lines]
      .filter(([, line]) => line === statement.line)
      .map(([name]): [string, string] => [name, site.evidence]);
  });
}

describe.each(['20', '24'])('on Node %s', (major) => {
  it('names the statement of every route that leaks', { timeout: 400_000 }, async () => {
    await withServiceUnderDiagnosis({ major }, async ({ diagnose }) => {
      const named = new Map<string, string>();
      let renewed: GrowthSite['frames'] = [];
      // Renewed timers go on in the background, so last.
      for (const turn of ['all', ...opening, 'timer-renewed']) {
        const extra = opening.includes(turn) ? [descriptors] : [];
        const diagnosed = await diagnose(turn, extra);
        for (const [name, evidence] of namedBy(diagnosed)) named.set(name, evidence);
        if (turn === 'timer-renewed') renewed = diagnosed.flatMap(({ site }) => site?.frames ?? []);
      }
      // Each timer sets the next one in the same line: the requests' are those that a route began.
      expect(renewed.map(({ functionName }) => functionName).join()).toContain('timer-renewed');
      const expected = [...lines.keys()].filter((name) => !steady.includes(name));
      const missed = expected.filter((name) => !named.has(name));
      console.log(`Node ${major}: ${expected.length - missed.length} of ${expected.length} statements named`);
      expect(missed).toEqual([]);
      expect([...named.keys()].filter((name) => steady.includes(name))).toEqual([]);
      expect([...named].filter(([, evidence]) => evidence === 'allocation')).toEqual([]);
    });
  });

  it('takes no balanced or overwriting insertion for evidence, and leaves the service as it was', async () => {
    await withServiceUnderDiagnosis({ major }, async ({ session, request, findSites }) => {
      await request('all', 2);
      await session.evaluate(REMEMBER);
      // Objects have ids from their first snapshot on.
      await session.takeSnapshot(() => undefined);
      const targets: SiteTarget[] = [];
      for (const name of await session.evaluate<string[]>('Object.keys(probed())')) {
        targets.push(await containerTarget(session, name));
      }
      const renewed = { ...(targets[0] as SiteTarget & { kind: 'container' }).description, containerId: 4_000_000_001 };
      const sites = await findSites('all', [
        ...targets,
        descriptors,
        {
          key: 'renewed',
          kind: 'container',
          description: { ...renewed, containerKind: "listeners for 'change' of EventEmitter" },
        },
      ]);
      // The emitter that grew is gone, another of its class is filled.
      expect(sites.get('renewed')?.evidence).toBe('insertion');
      const named = (name: string): unknown =>
        sites.get(name)?.frames.find(({ url }) => url.endsWith('routes.js'))?.line;
      // The probes worked: what does grow was seen …
      expect(named('sessions')).toBe(lines.get('map-set'));
      expect(named('renewed')).toBe(lines.get('emitter-on'));
      expect(named('list')).toBe(lines.get('array-push'));
      expect(named('emitter')).toBe(lines.get('emitter-on'));
      expect(named('race')).toBe(lines.get('promise-race'));
      // … and what does not grow was not.
      for (const name of ['balanced', 'held', 'single']) {
        expect(['insertion', 'logpoint']).not.toContain(sites.get(name)?.evidence);
      }
      const changes = await session.evaluate<string[]>(CHANGES);
      // Node 20's own: while an async hook is on (asked for descriptors only), every promise made or awaited gets ids.
      expect(changes.filter((name) => !/Symbol\((trigger_)?async_id_symbol\)/.test(name))).toEqual([]);
    });
  });
});

async function containerTarget(session: InspectorSession, name: string): Promise<SiteTarget> {
  const { result } = await session.client.send('Runtime.evaluate', {
    expression: `probed()[${JSON.stringify(name)}]`,
    objectGroup: 'test',
  });
  const { heapSnapshotObjectId } = await session.client.send('HeapProfiler.getHeapObjectId', {
    objectId: result.objectId!,
  });
  const containerId = Number(heapSnapshotObjectId);
  return {
    key: name,
    kind: 'container',
    description: {
      key: name,
      containerKind: result.className ?? 'Object',
      containerName: name,
      scope: null,
      scopeFunctionId: null,
      containerId,
      otherContainerIds: [],
      holderFunctionIds: [],
      otherEntranceIds: [],
      linkNames: [],
      containers: 1,
      membersPerEntry: 1,
      declarerIds: [],
      content: 'Object',
      contentLocation: null,
      memberIds: [],
      newObjects: 0,
      exclusiveBytes: 0,
      steps: [],
      contentLabels: [],
      contents: null,
      retainers: null,
    },
  };
}

/** What must not change, kept where the check below finds it: prototypes, descriptors of everything that is replaced. */
const STATE = `() => {
  const fs = process.getBuiltinModule ? process.getBuiltinModule('fs') : process.mainModule.require('fs');
  const state = [];
  for (const [name, each] of Object.entries(probed())) {
    state.push([name + ': prototype', Object.getPrototypeOf(each)]);
    state.push([name + ': frozen', Object.isFrozen(each)]);
    // Keys of the content come and go; symbols and methods would be a probe's.
    const keys = Reflect.ownKeys(each).filter((key) => typeof key === 'symbol' || /^(set|add|on|once|addListener|push|addEventListener|then|first|last|length|constructor)$/.test(key));
    for (const key of keys) {
      const descriptor = Object.getOwnPropertyDescriptor(each, key);
      state.push([name + ': ' + String(key), 'value' in descriptor ? 'value ' + descriptor.writable + descriptor.enumerable + descriptor.configurable : descriptor.get]);
    }
  }
  const owners = { Error: [Error, ['stackTraceLimit', 'prepareStackTrace']], fs: [fs, ['open', 'openSync', 'createReadStream', 'createWriteStream']], promises: [fs.promises, ['open']], global: [globalThis, ['setTimeout', 'setInterval']], Map: [Map.prototype, ['set']], Array: [Array.prototype, ['push']], EventEmitter: [Object.getPrototypeOf(probed().emitter), ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener']] };
  for (const [name, [owner, keys]] of Object.entries(owners)) {
    for (const key of keys) {
      const descriptor = Object.getOwnPropertyDescriptor(owner, key);
      for (const part of ['value', 'get', 'set', 'writable', 'enumerable', 'configurable']) state.push([name + '.' + key + ' ' + part, descriptor && descriptor[part]]);
    }
  }
  state.push(['global keys', Reflect.ownKeys(globalThis).length]);
  return state;
}`;
const REMEMBER = `void (globalThis.remembered = 0, globalThis.remembered = (${STATE})())`;
const CHANGES = `(() => {
  const before = new Map(remembered);
  const after = new Map((${STATE})());
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name) || before.has(name) !== after.has(name));
})()`;
