import { expect, it } from 'vitest';
import { ModuleExports } from '../../src/growth/module-exports.ts';
import { StepLabeller } from '../../src/growth/step-label.ts';
import { heapOf } from '../support/heap-builder.ts';

const cell = (value: string) =>
  ({ type: 'hidden', name: 'system / Cell', edges: [{ to: value, type: 'internal', name: 'value' }] }) as const;

// As V8 writes `export const sessions = new Map(); export { list as default, list as all }` and its import elsewhere.
const { graph, node, edge } = heapOf({
  root: ['importer', 'other'],
  importer: {
    type: 'hidden',
    name: 'system / SourceTextModule',
    edges: [{ to: 'imports', type: 'hidden', name: 6 }],
  },
  imports: { type: 'array', name: '', edges: [{ to: 'sessionsCell', type: 'internal', name: '0' }] },
  module: {
    type: 'hidden',
    name: 'system / SourceTextModule',
    edges: [
      { to: 'exports', type: 'hidden', name: 0 },
      { to: 'code', type: 'hidden', name: 4 },
    ],
  },
  code: { name: 'Generator', location: { scriptId: 7, line: 0, column: 0 } },
  exports: {
    type: 'array',
    name: '',
    edges: [
      { to: 'sessions', type: 'internal', name: '3' },
      { to: 'sessionsCell', type: 'internal', name: '4' },
      { to: 'default', type: 'internal', name: '7' },
      { to: 'listCell', type: 'internal', name: '8' },
      { to: 'all', type: 'internal', name: '9' },
      { to: 'listCell', type: 'internal', name: '10' },
      // A key, and in the slot after the next what belongs to another one.
      { to: 'gone', type: 'internal', name: '13' },
      { to: 'otherCell', type: 'internal', name: '15' },
    ],
  },
  sessions: { type: 'string' },
  default: { type: 'string' },
  all: { type: 'string' },
  gone: { type: 'string' },
  sessionsCell: cell('map'),
  listCell: cell('array'),
  otherCell: cell('array'),
  other: ['otherCell'],
  map: { name: 'Map' },
  array: { name: 'Array' },
});

it('names what a module exports, and where the module begins', () => {
  const exported = new ModuleExports(graph);
  expect(exported.of(node('sessionsCell'))).toEqual({
    name: 'sessions',
    module: { scriptId: 7, line: 0, column: 0 },
  });
  // Of two names the first in the alphabet: the table's order is another one in each process.
  expect(exported.of(node('listCell'))?.name).toBe('all');
  expect(exported.of(node('otherCell'))).toBeNull();
  expect(exported.of(node('map'))).toBeNull();
});

it('says of the value that a variable leads to it', () => {
  const labeller = new StepLabeller(graph);
  expect(labeller.reference(node('sessionsCell'), edge('sessionsCell', 'map'))).toBe('variable sessions');
  expect(labeller.reference(node('otherCell'), edge('otherCell', 'array'))).toBe('internal value');
  expect(labeller.exportedBy(node('imports'), edge('imports', 'sessionsCell'))).toBeNull();
});
