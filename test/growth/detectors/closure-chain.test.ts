import { expect, it } from 'vitest';
import { closureChain } from '../../../src/growth/detectors/closure-chain.ts';
import { shapeOf } from './shape-of.ts';

it.each([
  [
    'one function that is replaced',
    shapeOf({ containerKind: 'function', references: ['internal context', 'variable last'] }),
  ],
])('does not take %s for it', (_, shape) => {
  expect(closureChain.detects(shape)).toBe(false);
});

it.each([
  [
    'closures in closures',
    shapeOf({
      containerKind: 'function',
      references: ['internal context', 'variable next', 'internal context'],
      content: 'function next',
    }),
  ],
  [
    'functions that each keep the one before, told by the newest',
    shapeOf({
      containerKind: 'function',
      references: ['internal context', 'variable previous'],
      content: 'function last',
    }),
  ],
])('detects %s', (_, shape) => {
  expect(closureChain.detects(shape)).toBe(true);
});
