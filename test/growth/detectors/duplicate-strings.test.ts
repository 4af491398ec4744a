import { expect, it } from 'vitest';
import { duplicateStrings } from '../../../src/growth/detectors/duplicate-strings.ts';
import { contentsOf, shapeOf } from './shape-of.ts';

it.each([
  ['strings that differ', shapeOf({ contents: contentsOf({ duplicateBytes: 500 }) })],
  [
    'what a redacted snapshot takes for copies',
    shapeOf({
      contents: contentsOf({ duplicateBytes: 9000 }),
      holdings: { viewBytes: null, slots: 0, usedSlots: 0, copiedShare: 0.1 },
    }),
  ],
  ['a growth whose content is not known', shapeOf({ contents: null })],
])('does not take %s for it', (_, shape) => {
  expect(duplicateStrings.detects(shape)).toBe(false);
});

it.each([['copies that are most of the growth', shapeOf({ contents: contentsOf({ duplicateBytes: 8000 }) })]])(
  'detects %s',
  (_, shape) => {
    expect(duplicateStrings.detects(shape)).toBe(true);
  },
);
