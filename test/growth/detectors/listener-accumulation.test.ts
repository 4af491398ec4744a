import { expect, it } from 'vitest';
import { listenerAccumulation } from '../../../src/growth/detectors/listener-accumulation.ts';
import { shapeOf } from './shape-of.ts';

it.each([
  ['handlers, which need not be listeners', shapeOf({ containerKind: 'Array', containerName: 'a.handlers' })],
  ['references that outlive their listeners', shapeOf({ containerName: 'listeners', content: 'WeakRef' })],
  ['a collection of things that listen', shapeOf({ containerName: 'shop.listenersByName.count' })],
])('does not take %s for it', (_, shape) => {
  expect(listenerAccumulation.detects(shape)).toBe(false);
});

it.each([
  ['listeners of an emitter', shapeOf({ containerKind: "listeners for 'data' of Socket", content: 'function' })],
  ['subscribers by the name of their set', shapeOf({ containerKind: 'Set', containerName: 'bus.listeners' })],
  ['observers with an underscore behind', shapeOf({ containerKind: 'Set', containerName: 'settings.observers_' })],
  ['observers below the growing subject', shapeOf({ containerKind: 'Subject', references: ['.observers', '[i]'] })],
  [
    'composite signals',
    shapeOf({ containerKind: 'Set', containerName: 'gcPersistentSignals', content: 'AbortSignal' }),
  ],
])('detects %s', (_, shape) => {
  expect(listenerAccumulation.detects(shape)).toBe(true);
});
