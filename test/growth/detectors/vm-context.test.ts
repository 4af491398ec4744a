import { expect, it } from 'vitest';
import { vmContext } from '../../../src/growth/detectors/vm-context.ts';
import { contentsOf, shapeOf } from './shape-of.ts';

it.each([
  ['objects without contexts', shapeOf({ contents: contentsOf() })],
  ['a single context below many objects', shapeOf({ contents: contentsOf({ contexts: 1 }) })],
])('does not take %s for it', (_, shape) => {
  expect(vmContext.detects(shape)).toBe(false);
});

it.each([
  ['a context below each object', shapeOf({ contents: contentsOf({ contexts: 100 }) })],
  ['contexts that only V8 counts', shapeOf({ containerKind: 'process', content: 'context' })],
  ['contexts that Node holds', shapeOf({ containerKind: 'native reference', content: 'vm context' })],
])('detects %s', (_, shape) => {
  expect(vmContext.detects(shape)).toBe(true);
});
