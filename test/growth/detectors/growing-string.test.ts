import { expect, it } from 'vitest';
import { growingString } from '../../../src/growth/detectors/growing-string.ts';
import { shapeOf } from './shape-of.ts';

it.each([
  ['texts in a dictionary', shapeOf({ containerKind: 'Object', content: 'string', references: ['[key]'] })],
  ['one text more per property', shapeOf({ containerKind: 'Object', content: 'string', references: ['.text'] })],
])('does not take %s for it', (_, shape) => {
  expect(growingString.detects(shape)).toBe(false);
});

it.each([
  ['a rope in a variable', shapeOf({ containerKind: 'string', references: ['internal first'], content: 'string' })],
  [
    'a rope in a property',
    shapeOf({ containerKind: 'Object', references: ['.text', 'internal first', 'internal first'], content: 'string' }),
  ],
  [
    'a longer text in its place',
    shapeOf({ containerKind: 'Object', references: ['.text'], content: 'string', isEnlarged: true }),
  ],
])('detects %s', (_, shape) => {
  expect(growingString.detects(shape)).toBe(true);
});
