import type { InspectorClient } from '../inspector/inspector-client.ts';
import type { DiagnosisSession } from './diagnosis-session.ts';
import { PROBE_NAME } from './insertion-probe.ts';
import { WEAKER } from './logpoint-source.ts';
import { linkKey, setLogpoints } from './logpoints.ts';
import { type ProbeRow, withProbe } from './probe-handle.ts';
import { linkOf, type SiteTarget } from './site-target.ts';

/** Builtins that fill a collection without a method of its own being looked up: `super.set`, methods taken before. */
const BUILTINS = [
  'Map.prototype.set',
  'Set.prototype.add',
  'Array.prototype.push',
  'Array.prototype.unshift',
  'Array.prototype.splice',
];
const GROUP = 'leakgate-builtins';

/**
 * Watches statements instead of containers: logpoints where the growing value may be changed, and the sizes of the growing
 * collections at each call of a builtin that fills one. By target key.
 */
export async function watchStatements(
  { client, scripts, load, settle }: DiagnosisSession,
  targets: readonly (SiteTarget & { readonly kind: 'container' })[],
): Promise<Map<string, ProbeRow[]>> {
  const table = await scripts();
  const rows = await withProbe(client, async (probe) => {
    // After a forced collection Node 24 hits no breakpoint until the code has run again.
    await load('few');
    await probe.call('expose');
    const stopResuming = client.on('Debugger.paused', () => void client.send('Debugger.resume').catch(() => undefined));
    const ids: string[] = [];
    try {
      ids.push(...(await setLogpoints(client, table, targets)));
      let sized = 0;
      for (const { key, description } of targets) {
        if (await probe.callOn(description.containerId, 'watchSize', key)) sized++;
        const name = linkOf(description);
        if (name !== null) await probe.callOn(description.containerId, 'knowLinked', linkKey(key), name);
      }
      if (sized > 0) ids.push(...(await breakOnBuiltins(client)));
      await client.send('Debugger.setSkipAllPauses', { skip: false });
      if (ids.length > 0) await load('enough');
    } finally {
      await client.send('Debugger.setSkipAllPauses', { skip: true });
      for (const breakpointId of ids) await client.send('Debugger.removeBreakpoint', { breakpointId });
      stopResuming();
      await probe.call('stop');
    }
    await settle();
    return await probe.results();
  });
  const found = rows ?? new Map<string, ProbeRow[]>();
  const stays = (rows: readonly ProbeRow[]): boolean => rows.some(({ stayed }) => stayed > 0);
  // A link is set in many places of a list's code; where the head itself was seen to be replaced, that says more, and where it may
  // only have moved, or others added to it, less.
  for (const { key } of targets) {
    const own = found.get(key) ?? [];
    const grown = own.filter(({ kind }) => !WEAKER.has(kind));
    found.set(key, [grown, found.get(linkKey(key)) ?? [], own].find(stays) ?? own);
  }
  return found;
}

async function breakOnBuiltins(client: InspectorClient): Promise<string[]> {
  const ids: string[] = [];
  for (const name of BUILTINS) {
    const { result } = await client.send('Runtime.evaluate', { expression: name, objectGroup: GROUP, silent: true });
    if (result.objectId === undefined) continue;
    const answer = await client
      .send('Debugger.setBreakpointOnFunctionCall', {
        objectId: result.objectId,
        condition: `globalThis.${PROBE_NAME}.called('${name.split('.')[0]}')`,
      })
      .catch(() => null);
    if (answer !== null) ids.push(answer.breakpointId);
  }
  await client.send('Runtime.releaseObjectGroup', { objectGroup: GROUP });
  return ids;
}
