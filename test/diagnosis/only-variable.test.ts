import { expect, test } from 'vitest';
import { withOnlyVariable, withoutName } from '../../src/diagnosis/only-variable.ts';
import { findCodeBound, findEvictions } from '../../src/growth/code-bound.ts';
import { ControlledCode } from '../../src/growth/controlled-code.ts';

/** A module of a bundle that leaks, and another one whose cache has the same short name. */
const bundle = [
  'const t={a(){let e=new Map;return t=>(e.set(t,{e:1}),e.size)},',
  'b(){let e=new Map;return(t,o)=>{e.size>500&&e.delete(e.keys().next().value);e.set(t,o.e)}}};',
].join('');

test('a name stands for the variable that a function sees, whatever else is called so', () => {
  expect(findEvictions([new ControlledCode(bundle)], 'e')).toHaveLength(1);
  const leaky = withOnlyVariable(bundle, 'e', { line: 0, column: bundle.indexOf('t=>') })!;
  expect(leaky).toBe(
    [
      'const t={a(){let e=new Map;return t=>(e.set(t,{_:1}),e.size)},',
      'b(){let _=new Map;return(t,o)=>{_.size>500&&_.delete(_.keys().next().value);_.set(t,o._)}}};',
    ].join(''),
  );
  expect(findEvictions([new ControlledCode(leaky)], 'e')).toEqual([]);
  expect(findCodeBound(new ControlledCode(leaky), 'e', 'Map')).toBeNull();
  const cache = withOnlyVariable(bundle, 'e', { line: 0, column: bundle.indexOf('(t,o)=>') })!;
  expect(findCodeBound(new ControlledCode(cache), 'e', 'Map')).toMatchObject({ limit: 500 });
});

test('a shorthand property is a use; what does not parse, or is not seen, has no answer', () => {
  const source = 'let e=[];exports.f=()=>({e});';
  expect(withOnlyVariable(source, 'e', { line: 0, column: source.indexOf('()') })).toBe(source);
  expect(withOnlyVariable('let e = ;', 'e', { line: 0, column: 0 })).toBeNull();
  expect(withOnlyVariable('let x = 1;', 'e', { line: 0, column: 0 })).toBeNull();
});

test('a name can be taken out of a script altogether', () => {
  expect(withoutName('l.delete(k);ll.x=$l;this.l=l$+l', 'l')).toBe('_.delete(k);ll.x=$l;this._=l$+_');
  expect(withoutName('$e.x=e+$e', '$e')).toBe('__.x=e+__');
});
