import { type Detector, isHeldByNode } from './detector.ts';

const NATIVE_MEMORY = /^(Blob|Memory|SharedArrayBuffer|zlib stream|brotli stream|external memory)$/;
/** Streams of Node's zlib: what they keep is the compressor's state. */
const COMPRESSOR = /^(Gzip|Gunzip|Unzip|(Deflate|Inflate)(Raw)?|(Brotli|Zstd)(Compress|Decompress))$/;
const BYTES = /^(Buffer|FastBuffer|ArrayBuffer|DataView|(Big)?(Int|Uint|Float)\d+(Clamped)?Array)$/;

/** Memory outside the JavaScript heap that small objects, or none at all, keep; see off-heap.md. */
export const offHeap: Detector = {
  mode: 'off-heap',
  nouns: null,
  detects: (shape) =>
    NATIVE_MEMORY.test(shape.content) ||
    COMPRESSOR.test(shape.content) ||
    BYTES.test(shape.containerKind) ||
    (shape.containerKind === 'Memory' && shape.content === 'number') ||
    (BYTES.test(shape.content) && shape.contentLabels.includes('SharedArrayBuffer')) ||
    (isHeldByNode(shape) && shape.bufferShare > 0.5),
  advice: ({ owner }) =>
    `Free or bound what ${owner ?? 'the request'} holds outside the JavaScript heap (\`close()\` or \`end()\` of a stream, \`URL.revokeObjectURL\`, one buffer or WebAssembly memory that is used again): the garbage collector sees only the small object in front of it.`,
};
