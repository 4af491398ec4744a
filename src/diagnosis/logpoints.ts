import type { GrowthDescription } from '../growth/describe-growth.ts';
import type { InspectorClient } from '../inspector/inspector-client.ts';
import { readScriptSource, type Script } from '../inspector/script-table.ts';
import { type Candidate, findCandidates, type Grown } from './candidate-statements.ts';
import { PROBE_NAME } from './insertion-probe.ts';
import { containerStep, linkOf, type SiteTarget, slotOf } from './site-target.ts';

type ContainerTarget = SiteTarget & { readonly kind: 'container' };

/** Each breakpoint costs the service a check at every run of its statement. */
const MOST_PER_TARGET = 40;
const MOST_SCRIPTS = 40;
const LARGEST_SOURCE = 8_000_000;

/** Under which the probe keeps what was linked, apart from what was measured. */
export function linkKey(key: string): string {
  return `${key} (link)`;
}

interface Point {
  readonly scriptId: string;
  readonly candidate: Candidate;
  readonly conditions: string[];
}

/**
 * Sets breakpoints whose conditions record and are false, so that none ever pauses, at the statements that may grow what no
 * probe can be put into: variables, private fields, the tail of a list. Returns the ids of the breakpoints.
 */
export async function setLogpoints(
  client: InspectorClient,
  scripts: ReadonlyMap<number, Script>,
  targets: readonly ContainerTarget[],
): Promise<string[]> {
  const points = new Map<string, Point>();
  for (const target of targets) {
    let set = 0;
    for (const { scriptId, candidate, condition } of await pointsOf(client, scripts, target)) {
      if (++set > MOST_PER_TARGET) break;
      const at = `${scriptId}:${candidate.breakAt.line}:${candidate.breakAt.column}`;
      const point = points.get(at) ?? { scriptId, candidate, conditions: [] };
      point.conditions.push(condition);
      points.set(at, point);
    }
  }
  const ids: string[] = [];
  for (const { scriptId, candidate, conditions } of points.values()) {
    const { line, column } = candidate.breakAt;
    const answer = await client
      .send('Debugger.setBreakpoint', {
        location: { scriptId, lineNumber: line - 1, columnNumber: column },
        condition: `(${conditions.join(', ')}, false)`,
      })
      // Two statements may begin at one break location, which takes one breakpoint.
      .catch(() => null);
    if (answer !== null) ids.push(answer.breakpointId);
  }
  return ids;
}

async function pointsOf(
  client: InspectorClient,
  scripts: ReadonlyMap<number, Script>,
  target: ContainerTarget,
): Promise<{ scriptId: string; candidate: Candidate; condition: string }[]> {
  const { description, key } = target;
  const found: { scriptId: string; candidate: Candidate; condition: string }[] = [];
  const add = async (grown: Grown, scriptIds: readonly number[], isLink: boolean): Promise<void> => {
    for (const scriptId of scriptIds) {
      for (const candidate of findCandidates(await sourceOf(client, scriptId), grown)) {
        if (isLink && !candidate.assigned) continue;
        found.push({
          scriptId: String(scriptId),
          candidate,
          condition: conditionOf(key, grown.name, candidate, isLink),
        });
      }
    }
  };
  const reference = containerStep(description)?.reference ?? '';
  const links = new Set([slotOf(description), linkOf(description), ...description.linkNames]);
  if (reference.startsWith('variable ') && description.scope !== null) {
    const { scriptId, line, column } = description.scope;
    await add(
      { kind: 'variable', name: reference.slice('variable '.length), near: { line, column } },
      [scriptId],
      false,
    );
  } else if (/^\.#?[\w$]+$/.test(reference)) {
    await add({ kind: 'property', name: reference.slice(1) }, scriptsNear(description, scripts), false);
  }
  const first = description.steps.find((step) => step.suspect)?.reference ?? '';
  if (/^\.#[\w$]+$/.test(first))
    await add({ kind: 'property', name: first.slice(1) }, scriptsNear(description, scripts), false);
  for (const name of links)
    if (name !== null) await add({ kind: 'property', name }, scriptsNear(description, scripts), true);
  return found;
}

/** Scripts on the retainer path, nearest first, then all of the service's own: a property may be set from any file. */
function scriptsNear(description: GrowthDescription, scripts: ReadonlyMap<number, Script>): number[] {
  const located = [
    description.scope,
    ...description.steps.toReversed().map((step) => step.location),
    description.contentLocation,
  ].flatMap((location) => (location === null ? [] : [location.scriptId]));
  const own = [...scripts].filter(([, { url }]) => /^(file:|\/)/.test(url) && !url.includes('/node_modules/'));
  const ids = [...located, ...own.map(([id]) => id)].filter(
    (id) => !(scripts.get(id)?.url ?? 'node:').startsWith('node:'),
  );
  return [...new Set(ids)].slice(0, MOST_SCRIPTS);
}

async function sourceOf(client: InspectorClient, scriptId: number): Promise<string> {
  const source = await readScriptSource(client, scriptId);
  return source.length > LARGEST_SOURCE ? '' : source;
}

function conditionOf(key: string, name: string, { site, measured, holder, value }: Candidate, isLink: boolean): string {
  const place = `[${site.line}, ${site.column + 1}]`;
  const probe = `globalThis.${PROBE_NAME}`;
  return isLink
    ? `${probe}.link(${JSON.stringify(linkKey(key))}, ${holder}, ${JSON.stringify(name)}, ${place}${value === null ? '' : `, ${value}`})`
    : `${probe}.point(${JSON.stringify(key)}, ${JSON.stringify(name)}, ${measured}, ${holder}, ${place})`;
}
