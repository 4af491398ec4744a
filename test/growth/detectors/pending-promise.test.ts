import { expect, it } from 'vitest';
import { pendingPromise } from '../../../src/growth/detectors/pending-promise.ts';
import { shapeOf } from './shape-of.ts';

it.each([
  [
    'a list of promises that have settled',
    shapeOf({ containerKind: 'Array', content: 'Promise', contentLabels: ['Object'] }),
  ],
  ['a cache of promised answers', shapeOf({ content: 'Promise' })],
  [
    'sessions under their ids, which have promises',
    shapeOf({ containerKind: 'Object', references: ['[key]'], content: 'Session', contentLabels: ['Promise'] }),
  ],
  ['queued commands that have promises', shapeOf({ containerKind: 'Array', contentLabels: ['Promise'] })],
])('does not take %s for it', (_, shape) => {
  expect(pendingPromise.detects(shape)).toBe(false);
});

it.each([
  [
    'reactions',
    shapeOf({ containerKind: 'Promise', references: ['internal reactions_or_result'], content: 'PromiseReaction' }),
  ],
  [
    'functions that would settle promises',
    shapeOf({ containerKind: 'Array', content: 'function', contentLabels: ['Promise'] }),
  ],
])('detects %s', (_, shape) => {
  expect(pendingPromise.detects(shape)).toBe(true);
});
