import { closureChain } from './detectors/closure-chain.ts';
import type { Detector, GrowthShape } from './detectors/detector.ts';
import { duplicateStrings } from './detectors/duplicate-strings.ts';
import { fileDescriptor } from './detectors/file-descriptor.ts';
import { growingCollection } from './detectors/growing-collection.ts';
import { growingObjects } from './detectors/growing-objects.ts';
import { growingString } from './detectors/growing-string.ts';
import { listenerAccumulation } from './detectors/listener-accumulation.ts';
import { offHeap } from './detectors/off-heap.ts';
import { pendingPromise } from './detectors/pending-promise.ts';
import { pinnedBackingStore } from './detectors/pinned-backing-store.ts';
import { timer } from './detectors/timer.ts';
import { vmContext } from './detectors/vm-context.ts';
import type { GrowthMode } from './finding.ts';

/** In the order in which they are asked: the more specific first, the last one takes what is left. */
export const DETECTORS: readonly Detector[] = [
  timer,
  listenerAccumulation,
  vmContext,
  fileDescriptor,
  offHeap,
  pinnedBackingStore,
  growingString,
  pendingPromise,
  closureChain,
  duplicateStrings,
  growingCollection,
  growingObjects,
];

const BY_MODE = new Map(DETECTORS.map((detector) => [detector.mode, detector]));

/** Tells how memory grows by what holds it and what is added: the first mode that fits. */
export function growthModeOf(shape: GrowthShape): GrowthMode {
  return DETECTORS.find((detector) => detector.detects(shape))!.mode;
}

/** The detector of a mode; every mode has one. */
export function detectorOf(mode: GrowthMode): Detector {
  return BY_MODE.get(mode)!;
}
