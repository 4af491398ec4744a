import { expect, test } from 'vitest';
import { PathTree, ROOT_PATH } from '../../src/growth/path-tree.ts';

function follow(tree: PathTree, labels: readonly string[]): number {
  return labels.reduce((path, label) => tree.child(path, tree.label(label)), ROOT_PATH);
}

test('the same labels lead to the same path', () => {
  const tree = new PathTree();
  expect(follow(tree, ['a', 'b'])).toBe(follow(tree, ['a', 'b']));
  expect(follow(tree, ['a', 'b'])).not.toBe(follow(tree, ['b', 'a']));
});

test('a list is one path whatever its length', () => {
  // head → next → next → next …
  const tree = new PathTree();
  const short = follow(tree, ['.head|Node', '.next|Node']);
  const long = follow(tree, ['.head|Node', ...Array<string>(500).fill('.next|Node')]);
  expect(long).toBe(short);
  expect(tree.size).toBe(3);
});

test('a list whose items alternate folds at its period', () => {
  // item → meta → item → meta …
  const tree = new PathTree();
  const once = follow(tree, ['.item|Item', '.meta|Meta']);
  const often = follow(
    tree,
    Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? '.item|Item' : '.meta|Meta')),
  );
  expect(often).toBe(once);
});

test('what hangs below each item of a list stays one path', () => {
  const tree = new PathTree();
  const first = follow(tree, ['.head|Node', '.next|Node', '.value|Session']);
  const tenth = follow(tree, ['.head|Node', ...Array<string>(9).fill('.next|Node'), '.value|Session']);
  expect(tenth).toBe(first);
});

test('a common ancestor alone is no period', () => {
  // Folding on one matching ancestor would invent false tops: a → b → a → c is no repetition.
  const tree = new PathTree();
  const path = follow(tree, ['a', 'b', 'a', 'c']);
  expect(tree.labelText(path)).toBe('c');
  expect(tree.size).toBe(5);
});

test('a path that never repeats ends at a depth and not in memory', () => {
  const tree = new PathTree();
  follow(
    tree,
    Array.from({ length: 5000 }, (_, i) => `.step${i}|X`),
  );
  expect(tree.size).toBeLessThan(500);
});

test('parents are smaller than their children, so that one loop backwards is bottom-up', () => {
  const tree = new PathTree();
  follow(tree, ['a', 'b', 'c']);
  follow(tree, ['a', 'd', 'c']);
  for (let path = 1; path < tree.size; path++) expect(tree.parents[path]).toBeLessThan(path);
});
