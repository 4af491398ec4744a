import { describe, expect, it } from 'vitest';
import type { GrowthShape } from '../../src/growth/detectors/detector.ts';
import { growthModeOf } from '../../src/growth/growth-mode.ts';

const shape = (changes: Partial<GrowthShape>): GrowthShape => ({
  containerKind: 'Map',
  containerName: null,
  references: ['[entry]'],
  content: 'Object',
  contentLabels: [],
  bufferShare: 0,
  isEnlarged: false,
  contents: null,
  holdings: null,
  ...changes,
});

describe('a growth mode is told by what holds and what is added', () => {
  it.each<[string, Partial<GrowthShape>, string]>([
    ['entries of a Map', {}, 'growing-collection'],
    [
      'numbers in a Map of a class of its own',
      { containerKind: 'InternMap', references: [], content: 'number' },
      'growing-collection',
    ],
    ['keys of an object', { containerKind: 'Object', references: ['[key]'] }, 'growing-collection'],
    ['timers', { containerKind: 'timer list', references: ['._idlePrev'], content: 'Timeout' }, 'timer'],
    ['listeners', { containerKind: "listeners for 'data' of Socket", content: 'function' }, 'listener-accumulation'],
    ['subscribers by name', { containerKind: 'Set', containerName: 'bus.listeners' }, 'listener-accumulation'],
    [
      'subscribers below an object',
      { containerKind: 'Subject', references: ['.observers', '[i]'] },
      'listener-accumulation',
    ],
    [
      'handlers, which need not be listeners',
      { containerKind: 'Array', containerName: 'a.handlers' },
      'growing-collection',
    ],
    [
      'composite signals',
      { containerKind: 'Set', containerName: 'gcPersistentSignals', content: 'AbortSignal' },
      'listener-accumulation',
    ],
    ['slices', { content: 'string (slice)' }, 'pinned-backing-store'],
    ['small views', { content: 'Buffer' }, 'pinned-backing-store'],
    ['WebAssembly memories', { content: 'Memory', bufferShare: 0.99 }, 'off-heap'],
    ['sockets', { containerKind: 'native reference', content: 'UDP socket' }, 'file-descriptor'],
    ['worker threads', { containerKind: 'native reference', content: 'worker thread' }, 'file-descriptor'],
    ['compressors', { containerKind: 'Node / CleanupQueue', content: 'zlib stream', bufferShare: 1 }, 'off-heap'],
    ['compressors in a Map', { containerKind: 'Map', content: 'Gzip', bufferShare: 0.9 }, 'off-heap'],
    ['a buffer that is copied to a larger one', { containerKind: 'Buffer', content: 'number' }, 'off-heap'],
    ['a text', { containerKind: 'string', references: ['internal first'], content: 'string' }, 'growing-string'],
    [
      'reactions',
      { containerKind: 'Promise', references: ['internal reactions_or_result'], content: 'PromiseReaction' },
      'pending-promise',
    ],
    [
      'functions that would settle promises',
      { containerKind: 'Array', content: 'function', contentLabels: ['Promise'] },
      'pending-promise',
    ],
    ['a cache of promised answers', { content: 'Promise' }, 'growing-collection'],
    [
      'queued commands that have promises',
      { containerKind: 'Array', contentLabels: ['Promise'] },
      'growing-collection',
    ],
    [
      'closures in closures',
      {
        containerKind: 'function',
        references: ['internal context', 'variable next', 'internal context'],
        content: 'function next',
      },
      'closure-chain',
    ],
    ['a linked list', { containerKind: 'Object', references: ['.next'] }, 'growing-objects'],
    ['spans that know their parents', { containerKind: 'Span', references: ['.parent', '.parent'] }, 'growing-objects'],
  ])('%s', (_, changes, mode) => {
    expect(growthModeOf(shape(changes))).toBe(mode);
  });
});
