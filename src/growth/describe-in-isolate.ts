import type { ScriptLocation } from '../heap/heap-graph.ts';
import { idIn, ownId } from '../isolate-id.ts';
import type { GrowthDescription } from './describe-growth.ts';

/** A description from isolate number `isolate`, its node and script ids made those of the run. */
export function describedIn(isolate: number, description: GrowthDescription): GrowthDescription {
  return isolate === 0 ? description : withIds(description, (id) => idIn(isolate, id));
}

/** The same description with V8's own ids, for questions to the isolate itself. */
export function withOwnIds(description: GrowthDescription): GrowthDescription {
  return withIds(description, ownId);
}

function withIds(description: GrowthDescription, renumber: (id: number) => number): GrowthDescription {
  const place = (location: ScriptLocation | null): ScriptLocation | null =>
    location === null ? null : { ...location, scriptId: renumber(location.scriptId) };
  return {
    ...description,
    scope: place(description.scope),
    scopeFunctionId: description.scopeFunctionId === null ? null : renumber(description.scopeFunctionId),
    contentLocation: place(description.contentLocation),
    containerId: renumber(description.containerId),
    otherContainerIds: description.otherContainerIds.map(renumber),
    otherEntranceIds: description.otherEntranceIds.map(renumber),
    declarerIds: description.declarerIds.map(renumber),
    memberIds: description.memberIds.map(renumber),
    steps: description.steps.map((step) => ({
      ...step,
      nodeId: renumber(step.nodeId),
      location: place(step.location),
    })),
  };
}
