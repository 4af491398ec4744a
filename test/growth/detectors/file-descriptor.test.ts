import { expect, it } from 'vitest';
import { fileDescriptor } from '../../../src/growth/detectors/file-descriptor.ts';
import { shapeOf } from './shape-of.ts';

it.each([
  ['sockets that a Map of the service holds', shapeOf({ content: 'TCP socket' })],
  ['other objects that Node holds', shapeOf({ containerKind: 'native reference', content: 'Object' })],
])('does not take %s for it', (_, shape) => {
  expect(fileDescriptor.detects(shape)).toBe(false);
});

it.each([
  ['descriptors of the process', shapeOf({ containerKind: 'process', content: 'file descriptor' })],
  ['sockets that Node holds', shapeOf({ containerKind: 'native reference', content: 'UDP socket' })],
  ['worker threads', shapeOf({ containerKind: 'Node / Environment', content: 'worker thread' })],
])('detects %s', (_, shape) => {
  expect(fileDescriptor.detects(shape)).toBe(true);
});
