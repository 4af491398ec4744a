import { expect, it } from 'vitest';
import { timer } from '../../../src/growth/detectors/timer.ts';
import { shapeOf } from './shape-of.ts';

it.each([['objects that have a timer among others', shapeOf({ content: 'Session', contentLabels: ['Timeout'] })]])(
  'does not take %s for it',
  (_, shape) => {
    expect(timer.detects(shape)).toBe(false);
  },
);

it.each([
  [
    "timers in a list of Node's",
    shapeOf({ containerKind: 'timer list', references: ['._idlePrev'], content: 'Timeout' }),
  ],
  ['immediates in a queue', shapeOf({ containerKind: 'ImmediateList', content: 'Immediate' })],
])('detects %s', (_, shape) => {
  expect(timer.detects(shape)).toBe(true);
});
