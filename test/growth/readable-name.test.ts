import { expect, it } from 'vitest';
import { readableName } from '../../src/growth/readable-name.ts';

it('brings back what a minifier has shortened, from the statement that inserts', () => {
  expect(readableName('n.j[…].X', '    observable.observers_.add(node)')).toBe('observable.observers_');
  expect(readableName('t', 'this.#sessions.set(id, session);')).toBe('#sessions');
});

it('leaves names that a person wrote, however short a part of them is', () => {
  expect(readableName('app.db.sessions', 'this.all.push(x)')).toBe('app.db.sessions');
  expect(readableName('sessions', 'm.set(k, v)')).toBe('sessions');
});

it('leaves what no statement tells better', () => {
  expect(readableName('n.j', null)).toBe('n.j');
  expect(readableName('n.j', 'e.t.add(r)')).toBe('n.j');
  expect(readableName('db', 'this[kResources].add(resource)')).toBe('db');
  expect(readableName(null, 'sessions.set(id, x)')).toBeNull();
});
