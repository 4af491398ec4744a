import type { ContentFacts } from '../../../src/growth/content-facts.ts';
import type { GrowthShape } from '../../../src/growth/detectors/detector.ts';

/** A growing Map of plain objects, with changes. */
export function shapeOf(changes: Partial<GrowthShape> = {}): GrowthShape {
  return {
    containerKind: 'Map',
    containerName: null,
    references: ['[entry]'],
    content: 'Object',
    contentLabels: [],
    bufferShare: 0,
    isEnlarged: false,
    contents: null,
    holdings: null,
    ...changes,
  };
}

/** What 100 objects of 100 bytes hold, with changes. */
export function contentsOf(changes: Partial<ContentFacts> = {}): ContentFacts {
  return {
    objects: 100,
    bytes: 10_000,
    bufferBytes: 0,
    slicedBytes: 0,
    duplicateBytes: 0,
    contexts: 0,
    elementBytes: 0,
    ...changes,
  };
}
