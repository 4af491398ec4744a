import { type AllocationNode, type AllocationProfile, mapFrames } from './allocation-tree.ts';
import type { GrowthFrame } from './growth-site.ts';
import { locateUrl, type ScriptKnowledge } from './locate-script.ts';

/** Whose code a function is; `engine` stands for V8 and native code. */
export type AllocationOrigin = 'repository' | 'package' | 'node' | 'engine';

/** A function that allocated, as a reader knows it; its place is where it begins. */
export interface AllocationFrame {
  readonly functionName: string;
  /** Relative to the repository, beginning at `node_modules` in a package, or `node:events`; '' for V8's own. */
  readonly file: string;
  /** 1-based; 0 where there is no file. */
  readonly line: number;
  readonly column: number;
  readonly origin: AllocationOrigin;
}

/** Maps a profile to files that the reader knows. */
export function readableAllocations(
  knowledge: ScriptKnowledge,
  { requests, root }: AllocationProfile,
): AllocationProfile<AllocationFrame> {
  return { requests, root: rounded(mapFrames(root, (frame) => readableFrame(knowledge, frame))) };
}

function readableFrame(knowledge: ScriptKnowledge, { url, line, column, functionName }: GrowthFrame): AllocationFrame {
  const position = locateUrl(knowledge, url, line, column);
  if (position !== null) {
    const { file, inRepository } = position;
    const origin = inRepository || !file.includes('node_modules/') ? 'repository' : 'package';
    return { functionName: functionName || '(anonymous)', file, line: position.line, column: position.column, origin };
  }
  const isNode = url.startsWith('node:');
  return {
    functionName: functionName || '(anonymous)',
    file: isNode ? url : '',
    line: isNode ? line + 1 : 0,
    column: isNode ? column + 1 : 0,
    origin: isNode ? 'node' : 'engine',
  };
}

/** V8's estimates are no whole bytes. */
function rounded<Frame>(node: AllocationNode<Frame>): AllocationNode<Frame> {
  return { ...node, bytes: Math.round(node.bytes), children: node.children.map(rounded) };
}
