import { describe, expect, it } from 'vitest';
import { type Candidate, findCandidates, type Grown } from '../../src/diagnosis/candidate-statements.ts';

/** The text at each candidate's site, up to the end of its line. */
function texts(source: string, grown: Grown): string[] {
  return findCandidates(source, grown).map(({ site }) => source.split('\n')[site.line - 1]!.slice(site.column));
}

function one(source: string, grown: Grown): Candidate {
  const candidates = findCandidates(source, grown);
  expect(candidates).toHaveLength(1);
  return candidates[0]!;
}

const variable = (name: string, line: number, column: number): Grown => ({
  kind: 'variable',
  name,
  near: { line, column },
});

describe('statements that may grow a variable', () => {
  it('are assignments to it and to its members, calls of its methods and calls that take it', () => {
    const source = [
      'let list = [];',
      'const handle = (key, value) => {',
      '  list = list.concat(value);',
      '  list += value;',
      '  list[key] = value;',
      '  list.push(value);',
      '  list.byKey[key].push(value);',
      '  Object.defineProperty(list, key, { value });',
      '};',
    ].join('\n');
    expect(texts(source, variable('list', 1, 15))).toEqual([
      'list = list.concat(value);',
      'list += value;',
      'list[key] = value;',
      'push(value);',
      'push(value);',
      'Object.defineProperty(list, key, { value });',
    ]);
  });

  it('are no readings of it', () => {
    const source =
      'const list = [];\nfunction handle(key) {\n  if (list.has(key)) return list.get(key);\n  return list[key] + list.length;\n}';
    expect(findCandidates(source, variable('list', 1, 15))).toEqual([]);
  });

  it('are those of the same variable only, not of another with its name', () => {
    const source = [
      'let list = [];',
      'function other(list) { list.push(1); }',
      'function third() { const list = []; list.push(2); { let list; list = 3; } }',
      'function caught() { try {} catch (list) { list.push(4); } }',
      'function right() { list.push(5); { const { inner: [unlike] } = {}; list.push(6); } }',
    ].join('\n');
    expect(texts(source, variable('list', 4, 14))).toHaveLength(2);
    const declared = source.split('\n').map((_, at) => at);
    expect(findCandidates(source, variable('list', 4, 14)).map(({ site }) => declared[site.line - 1])).toEqual([4, 4]);
  });

  it('are found in the function that declares the variable, where there are several alike', () => {
    const source = [
      'function first() { let n = []; return () => { n.push(1); }; }',
      'function second() { let n = []; return () => { n.push(2); }; }',
    ].join('\n');
    expect(one(source, variable('n', 1, 39)).site).toEqual({ line: 2, column: source.split('\n')[1]!.indexOf('push') });
  });

  it('can be stopped at: at the statement, or at the body of an arrow function', () => {
    expect(one('let log = "";\nconst add = (line) => (log += line);', variable('log', 1, 12)).breakAt).toEqual({
      line: 2,
      column: 23,
    });
    const chained = 'let a = [];\nfunction f(x) {\n  if (x) a.push(x);\n}';
    expect(one(chained, variable('a', 1, 10)).breakAt).toEqual({ line: 3, column: 9 });
  });

  it('are read in CommonJS, in modules and in scripts that are no valid modules', () => {
    const grown = variable('a', 0, 0);
    expect(texts('#!/usr/bin/env node\nlet a = [];\nreturn a.push(1);', grown)).toEqual(['push(1);']);
    expect(texts('import a from "a";\nawait a.push(1);', grown)).toEqual(['push(1);']);
    expect(texts('var a = [], package = 1; with (a) { a.push(010); }', grown)).toEqual(['push(010); }']);
    expect(findCandidates('this is no JavaScript', grown)).toEqual([]);
  });
});

describe('statements that may grow what a property holds', () => {
  it('set the property, whoever its object is', () => {
    const source =
      'class List {\n  #head = null;\n  add(value) {\n    this.#head = { value, next: this.#head };\n    this.tail.next = value;\n  }\n}';
    expect(one(source, { kind: 'property', name: '#head' })).toMatchObject({
      assigned: true,
      measured: 'this.#head',
      holder: 'this',
    });
    expect(one(source, { kind: 'property', name: 'next' })).toMatchObject({
      assigned: true,
      measured: 'this.tail.next',
      holder: 'this.tail',
    });
  });

  it('are not those by which a constructor gives the new object its own', () => {
    const source = [
      'class Node {',
      '  constructor(value, next) {',
      '    this.next = new Array(8);',
      '    this.next = next;',
      '    on(() => { this.next = {}; });',
      '  }',
      '  link(node) { this.next = [node]; }',
      '}',
    ].join('\n');
    expect(texts(source, { kind: 'property', name: 'next' })).toEqual([
      'this.next = next;',
      'this.next = {}; });',
      'this.next = [node]; }',
    ]);
  });

  it('are left out where asking for the object again would do something', () => {
    expect(findCandidates('take().next = 1; list[i++].next = 2;', { kind: 'property', name: 'next' })).toEqual([]);
  });
});

it('tells what a property is set to, where that has no effect and is not made there', () => {
  const source = [
    'last.next = node;',
    'a.next = b.next = null;',
    'a.next = b.next = old.next;',
    'last.next = new Node(value);',
    'last.next.push(value);',
  ].join('\n');
  const values = findCandidates(source, { kind: 'property', name: 'next' }).map(
    ({ site, value }) => `${site.line} ${value}`,
  );
  expect([...new Set(values)]).toEqual(['1 node', '2 null', '3 old.next', '4 null', '5 null']);
});
