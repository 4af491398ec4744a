import type { GrowthFrame } from './growth-site.ts';

/** One function on the stacks that allocated what stayed; the root is no function. Sizes are V8's estimates from samples. */
export interface AllocationNode<Frame> {
  readonly frame: Frame;
  /** Live bytes that this function itself allocated. */
  readonly bytes: number;
  /** Live samples behind these bytes. */
  readonly samples: number;
  readonly children: readonly AllocationNode<Frame>[];
}

/** What some requests left behind, by the stacks that allocated it. Frames are functions (where they begin), not statements. */
export interface AllocationProfile<Frame = GrowthFrame> {
  readonly requests: number;
  readonly root: AllocationNode<Frame>;
}

/** One stack that allocated, innermost function first, the root left out. */
export interface AllocationStack<Frame> {
  readonly frames: readonly Frame[];
  readonly bytes: number;
  readonly samples: number;
}

/** Bytes of a function and of all that it called. */
export function totalBytes<Frame>(node: AllocationNode<Frame>): number {
  return node.bytes + node.children.reduce((sum, child) => sum + totalBytes(child), 0);
}

/** Every stack that allocated something itself, the most bytes first. */
export function stacksOf<Frame>(root: AllocationNode<Frame>): AllocationStack<Frame>[] {
  const stacks: AllocationStack<Frame>[] = [];
  const visit = (node: AllocationNode<Frame>, callers: readonly Frame[]): void => {
    const frames = node === root ? callers : [node.frame, ...callers];
    if (node.samples > 0) stacks.push({ frames, bytes: node.bytes, samples: node.samples });
    for (const child of node.children) visit(child, frames);
  };
  visit(root, []);
  return stacks.toSorted((a, b) => b.bytes - a.bytes);
}

/** The tree with other frames, in the same shape. */
export function mapFrames<From, To>(node: AllocationNode<From>, change: (frame: From) => To): AllocationNode<To> {
  return { ...node, frame: change(node.frame), children: node.children.map((child) => mapFrames(child, change)) };
}

/**
 * Without the branches that hold less than a share of all bytes, and without what allocated nothing; what was cut off is
 * told as one child per parent, so that the sums stay.
 */
export function pruneSmall<Frame>(root: AllocationNode<Frame>, share: number, rest: Frame): AllocationNode<Frame> {
  const least = totalBytes(root) * share;
  const prune = (node: AllocationNode<Frame>): AllocationNode<Frame> => {
    const sized = node.children.map((child) => ({ child, bytes: totalBytes(child) }));
    const kept = sized.filter(({ bytes }) => bytes > 0 && bytes >= least).toSorted((a, b) => b.bytes - a.bytes);
    const cut = sized.filter(({ bytes }) => bytes > 0 && bytes < least);
    const bytes = cut.reduce((sum, each) => sum + each.bytes, 0);
    const children = kept.map(({ child }) => prune(child));
    return {
      ...node,
      children: cut.length === 0 ? children : [...children, { frame: rest, bytes, samples: cut.length, children: [] }],
    };
  };
  return prune(root);
}

/** All frames of the tree. */
export function framesOf<Frame>({ frame, children }: AllocationNode<Frame>): Frame[] {
  return [frame, ...children.flatMap((child) => framesOf(child))];
}
