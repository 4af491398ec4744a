import { expect, it } from 'vitest';
import { offHeap } from '../../../src/growth/detectors/off-heap.ts';
import { shapeOf } from './shape-of.ts';

it.each([
  ['Buffers in a Map', shapeOf({ content: 'Buffer', bufferShare: 0.9 })],
  ['small objects that Node holds', shapeOf({ containerKind: 'native reference', bufferShare: 0.1 })],
])('does not take %s for it', (_, shape) => {
  expect(offHeap.detects(shape)).toBe(false);
});

it.each([
  ['WebAssembly memories', shapeOf({ content: 'Memory', bufferShare: 0.99 })],
  ['compressors', shapeOf({ containerKind: 'Node / CleanupQueue', content: 'zlib stream', bufferShare: 1 })],
  ['views of shared memory', shapeOf({ content: 'Int32Array', contentLabels: ['SharedArrayBuffer'] })],
  ['external bytes that no path explains', shapeOf({ containerKind: 'process', content: 'external memory' })],
  ['memory behind objects that Node holds', shapeOf({ containerKind: 'native reference', bufferShare: 0.9 })],
])('detects %s', (_, shape) => {
  expect(offHeap.detects(shape)).toBe(true);
});
