import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { GateError } from '../errors.ts';
import { analyseHeap, type HeapAnalysis } from '../heap/heap-analysis.ts';
import type { HeapGraph } from '../heap/heap-graph.ts';
import { SnapshotParser } from '../heap/snapshot-parser.ts';

/**
 * Reads and analyses a .heapsnapshot file from any tool. Throws SNAPSHOT_INVALID, naming the file, when it is none;
 * BAD_OPTIONS when it cannot be read.
 */
export function readSnapshot(file: string, currentDirectory: string): HeapAnalysis {
  try {
    return analyseHeap(readGraph(resolve(currentDirectory, file)));
  } catch (thrown) {
    if (thrown instanceof GateError) throw new GateError(thrown.code, `${file}: ${thrown.message}`, { cause: thrown });
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === undefined) throw thrown;
    throw new GateError('BAD_OPTIONS', `${file} cannot be read: ${message}`, { hint: 'expected a .heapsnapshot file' });
  }
}

/** Synchronously, into the parser's own memory: nothing else waits for this process, and no chunk is copied. */
function readGraph(path: string): HeapGraph {
  const parser = new SnapshotParser();
  const descriptor = openSync(path, 'r');
  try {
    for (;;) {
      const { room } = parser;
      const length = readSync(descriptor, room, 0, room.length, null);
      if (length === 0) return parser.end();
      parser.write(room.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
}
