import { expect, it } from 'vitest';
import { findDeclaration } from '../../src/diagnosis/find-declaration.ts';

/** Text from the declaration on. */
function declared(source: string, name: string, near: string): string | null {
  const at = source.indexOf(near);
  const before = source.slice(0, at).split('\n');
  const place = findDeclaration(source, name, { line: before.length - 1, column: before.at(-1)!.length });
  return place === null ? null : source.split('\n')[place.line]!.slice(place.column);
}

it('finds a variable of the module', () => {
  expect(declared('const a = 1;\nlet sessions = new Map();\nfunction add() {}', 'sessions', 'function add')).toMatch(
    /^sessions = new Map/,
  );
});

it('finds the variable that the function sees, not another of its name', () => {
  const source =
    'function one() { var cache = {}; return () => cache; }\nfunction two() { var cache = []; return () => cache; }';
  expect(declared(source, 'cache', '() => cache; }\n')).toMatch(/^cache = \{\}/);
  expect(declared(source, 'cache', 'function two')).toMatch(/^cache = \[\]/);
});

it('finds parameters, functions, classes and imports', () => {
  expect(declared('function one(limit) { return () => limit; }', 'limit', '() =>')).toMatch(/^limit\)/);
  expect(declared('class Store {}\nconst add = () => Store;', 'Store', '() =>')).toMatch(/^Store \{\}/);
  expect(declared("import { a as b } from 'x';\nconst add = () => b;", 'b', '() =>')).toMatch(/^b \}/);
});

it('finds nothing where nothing is declared or nothing parses', () => {
  expect(declared('const add = () => sessions;', 'sessions', '() =>')).toBeNull();
  expect(declared('const add = ) => sessions;', 'sessions', 'add')).toBeNull();
});

it.each([
  ['function makeReports() { const seen = new Map(); return () => seen; }', 'makeReports'],
  ['const makeReports = () => { const seen = new Map(); return () => seen; };', 'makeReports'],
  ['exports.makeReports = function () { const seen = new Map(); return () => seen; };', 'makeReports'],
  ['class Shop { openReports() { const seen = new Map(); this.read = () => seen; } }', 'openReports'],
  ['function makeReports() { return [1].map(() => { const seen = new Map(); return () => seen; }); }', 'makeReports'],
  ['const seen = new Map(); const read = () => seen;', null],
  ['function e(t) { const seen = new Map(); return () => seen; }', null],
])('%s: is declared within %s', (source, within) => {
  expect(findDeclaration(source, 'seen', { line: 0, column: source.indexOf('() => seen') })?.within).toBe(within);
});
