import { expect, it } from 'vitest';
import { growingObjects } from '../../../src/growth/detectors/growing-objects.ts';
import { DETECTORS } from '../../../src/growth/growth-mode.ts';
import { shapeOf } from './shape-of.ts';

it.each([['whatever is left', shapeOf({ containerKind: 'Span', references: ['.parent'] })]])(
  'detects %s',
  (_, shape) => {
    expect(growingObjects.detects(shape)).toBe(true);
  },
);

it('is asked last, and no other detector takes such a growth', () => {
  const shape = shapeOf({ containerKind: 'Span', references: ['.parent'] });
  expect(DETECTORS.filter((detector) => detector.detects(shape))).toEqual([growingObjects]);
  expect(DETECTORS.at(-1)).toBe(growingObjects);
});
