import { expect, it } from 'vitest';
import { type AllocationNode, pruneSmall, stacksOf, totalBytes } from '../../src/growth/allocation-tree.ts';

const node = (frame: string, bytes: number, children: AllocationNode<string>[] = []): AllocationNode<string> => ({
  frame,
  bytes,
  samples: bytes > 0 ? 1 : 0,
  children,
});

const tree = node('root', 0, [node('a', 100, [node('b', 5), node('c', 5), node('d', 890)]), node('e', 0)]);

it('sums a function with all that it called', () => {
  expect(totalBytes(tree)).toBe(1000);
  expect(totalBytes(tree.children[0]!)).toBe(1000);
});

it('gives the stacks that allocated, innermost first, without the root', () => {
  expect(stacksOf(tree).map(({ frames, bytes }) => `${frames.join('<')} ${bytes}`)).toEqual([
    'd<a 890',
    'a 100',
    'b<a 5',
    'c<a 5',
  ]);
});

it('tells small branches as one, so that no byte is lost', () => {
  const pruned = pruneSmall(tree, 0.01, 'rest');
  expect(pruned.children.map(({ frame }) => frame)).toEqual(['a']);
  expect(pruned.children[0]!.children.map(({ frame, bytes }) => `${frame} ${bytes}`)).toEqual(['d 890', 'rest 10']);
  expect(totalBytes(pruned)).toBe(1000);
});
