import { expect, it } from 'vitest';
import { growingCollection } from '../../../src/growth/detectors/growing-collection.ts';
import { shapeOf } from './shape-of.ts';

it.each([
  ['a linked list', shapeOf({ containerKind: 'Object', references: ['.next'] })],
  [
    'spans in an array that know their parents',
    shapeOf({ containerKind: 'Array', references: ['.parent', '.parent'] }),
  ],
  ['what only Node holds', shapeOf({ containerKind: 'native reference', references: ['[i]'] })],
])('does not take %s for it', (_, shape) => {
  expect(growingCollection.detects(shape)).toBe(false);
});

it.each([
  ['entries of a Map', shapeOf({})],
  ['keys of an object', shapeOf({ containerKind: 'Object', references: ['[key]'] })],
  ['elements below an object of a class', shapeOf({ containerKind: 'Queue', references: ['.items', '[i]'] })],
])('detects %s', (_, shape) => {
  expect(growingCollection.detects(shape)).toBe(true);
});
