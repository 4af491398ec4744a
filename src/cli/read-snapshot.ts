import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { GateError } from '../errors.ts';
import { analyseHeap, type HeapAnalysis } from '../heap/heap-analysis.ts';
import { parseSnapshot } from '../heap/snapshot-parser.ts';

const chunkBytes = 1 << 20;

/**
 * Reads and analyses a .heapsnapshot file from any tool. Throws SNAPSHOT_INVALID, naming the file, when it is none;
 * BAD_OPTIONS when it cannot be read.
 */
export async function readSnapshot(file: string, currentDirectory: string): Promise<HeapAnalysis> {
  try {
    const stream = createReadStream(resolve(currentDirectory, file), { highWaterMark: chunkBytes });
    return analyseHeap(await parseSnapshot(stream));
  } catch (thrown) {
    if (thrown instanceof GateError) throw new GateError(thrown.code, `${file}: ${thrown.message}`, { cause: thrown });
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === undefined) throw thrown;
    throw new GateError('BAD_OPTIONS', `${file} cannot be read: ${message}`, { hint: 'expected a .heapsnapshot file' });
  }
}
