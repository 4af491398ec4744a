import type { AllocationNode, AllocationProfile } from '../../growth/allocation-tree.ts';
import type { AllocationFrame } from '../../growth/readable-allocations.ts';

/** A node as Chrome DevTools and VS Code read it (`HeapProfiler.SamplingHeapProfile`). */
interface HeapProfileNode {
  readonly callFrame: {
    readonly functionName: string;
    readonly scriptId: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly selfSize: number;
  readonly id: number;
  readonly children: HeapProfileNode[];
}

export interface HeapProfile {
  readonly head: HeapProfileNode;
  readonly samples: readonly { readonly size: number; readonly nodeId: number; readonly ordinal: number }[];
}

/** The live bytes that grew as a `.heapprofile`; lines and columns are 0-based there, and one sample stands for each stack. */
export function toHeapProfile({ root }: AllocationProfile<AllocationFrame>): HeapProfile {
  const samples: { size: number; nodeId: number; ordinal: number }[] = [];
  let ids = 0;
  const convert = (node: AllocationNode<AllocationFrame>, isRoot: boolean): HeapProfileNode => {
    ids++;
    const id = ids;
    const { functionName, file, line, column } = node.frame;
    if (node.bytes > 0) samples.push({ size: node.bytes, nodeId: id, ordinal: samples.length + 1 });
    return {
      callFrame: {
        functionName: isRoot ? '(root)' : functionName,
        scriptId: '0',
        url: file,
        lineNumber: line - 1,
        columnNumber: column - 1,
      },
      selfSize: node.bytes,
      id,
      children: node.children.map((child) => convert(child, false)),
    };
  };
  return { head: convert(root, true), samples };
}
