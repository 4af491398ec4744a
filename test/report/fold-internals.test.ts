import { expect, it } from 'vitest';
import { foldInternals } from '../../src/report/fold-internals.ts';

const step = (reference: string, name: string, suspect = false) => ({ reference, name, position: null, suspect });
const told = (path: ReturnType<typeof step>[]) =>
  foldInternals(path).map(({ reference, name }) => `${reference} : ${name}`);

it('tells a variable of a closure and an entry of a Map without the scope and the table between', () => {
  expect(
    told([
      step('', '(root)'),
      step('[i]', '(GC roots)'),
      step('[i]', '(Global handles)'),
      step('[i]', 'process'),
      step('.exports', '(anonymous)()'),
      step('internal context', 'system / Context'),
      step('variable docCache', 'Map', true),
      step('internal table', '(table)', true),
      step('[entry]', 'Object', true),
    ]),
  ).toEqual([
    ' : (GC roots)',
    '[i] : process',
    '.exports : (anonymous)()',
    'closure variable docCache : Map',
    '[entry] : Object',
  ]);
});

it('keeps the last step, whatever it is', () => {
  expect(told([step('', '(root)'), step('.p', 'A'), step('internal context', 'system / Context', true)])).toEqual([
    ' : (root)',
    '.p : A',
    'internal context : system / Context',
  ]);
});

it('leaves a path of objects as it is', () => {
  expect(told([step('', '(GC roots)'), step('.a', 'A'), step('.b', 'B', true)])).toEqual([
    ' : (GC roots)',
    '.a : A',
    '.b : B',
  ]);
});
