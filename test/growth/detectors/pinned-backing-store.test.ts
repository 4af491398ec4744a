import { expect, it } from 'vitest';
import { pinnedBackingStore } from '../../../src/growth/detectors/pinned-backing-store.ts';
import { contentsOf, shapeOf } from './shape-of.ts';

it.each([
  [
    'Buffers that are kept whole',
    shapeOf({
      content: 'Buffer',
      bufferShare: 0.99,
      contents: contentsOf({ bytes: 410_000, bufferBytes: 400_000 }),
      holdings: { viewBytes: 4000, slots: 0, usedSlots: 0, copiedShare: 0 },
    }),
  ],
  [
    'pieces that fill their pool slab',
    shapeOf({
      content: 'Buffer',
      contents: contentsOf({ bufferBytes: 8192 }),
      holdings: { viewBytes: 80, slots: 0, usedSlots: 0, copiedShare: 0 },
    }),
  ],
  [
    'slices of short texts',
    shapeOf({ contentLabels: ['string (slice)'], contents: contentsOf({ slicedBytes: 1000 }) }),
  ],
  [
    'full arrays',
    shapeOf({
      contents: contentsOf({ elementBytes: 9000 }),
      holdings: { viewBytes: null, slots: 1000, usedSlots: 900, copiedShare: 0 },
    }),
  ],
  [
    'empty queues of connection pools',
    shapeOf({
      content: 'Pool',
      contents: contentsOf({ elementBytes: 9000 }),
      holdings: { viewBytes: null, slots: 2048, usedSlots: 0, copiedShare: 0 },
    }),
  ],
  [
    'short arrays',
    shapeOf({
      contents: contentsOf({ elementBytes: 9000 }),
      holdings: { viewBytes: null, slots: 17, usedSlots: 1, copiedShare: 0 },
    }),
  ],
])('does not take %s for it', (_, shape) => {
  expect(pinnedBackingStore.detects(shape)).toBe(false);
});

it.each([
  [
    'small views of large memory',
    shapeOf({
      content: 'Buffer',
      contents: contentsOf({ bytes: 3_300_000, bufferBytes: 3_200_000 }),
      holdings: { viewBytes: 16, slots: 0, usedSlots: 0, copiedShare: 0 },
    }),
  ],
  [
    'views in objects',
    shapeOf({
      contents: contentsOf({ bytes: 3_300_000, bufferBytes: 3_200_000 }),
      holdings: { viewBytes: 16, slots: 0, usedSlots: 0, copiedShare: 0 },
    }),
  ],
  ['Buffers that could not be asked', shapeOf({ content: 'Buffer' })],
  [
    'slices whose parents are most of the growth',
    shapeOf({ content: 'string (slice)', contents: contentsOf({ slicedBytes: 9000 }) }),
  ],
  [
    'nearly empty arrays',
    shapeOf({
      content: 'Array',
      contents: contentsOf({ elementBytes: 9000 }),
      holdings: { viewBytes: null, slots: 1000, usedSlots: 3, copiedShare: 0 },
    }),
  ],
])('detects %s', (_, shape) => {
  expect(pinnedBackingStore.detects(shape)).toBe(true);
});
