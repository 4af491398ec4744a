import { type Detector, type GrowthShape, isHeldByNode } from './detector.ts';

const BUFFER = /^(Buffer|ArrayBuffer|FastBuffer|Uint\d+Array|DataView)$/;
/** Share of the growth that slices' parents must make up. */
const SLICED_SHARE = 0.5;
/** A view that shows less than half of what it keeps pins the rest; smaller remainders than this are alignment. */
const LEAST_HIDDEN_BYTES = 256;
/** Arrays of which less than a quarter is used, of more slots than V8 keeps in reserve. */
const LEAST_SLOTS = 64;
const USED_SHARE = 0.25;
const PLAIN = /^(?:Array|Object)$/;

/** A small part that keeps a large whole: views, slices, nearly empty arrays; see pinned-backing-store.md. */
export const pinnedBackingStore: Detector = {
  mode: 'pinned-backing-store',
  nouns: ['buffer', 'buffers'],
  detects: (shape) => isSlice(shape) || (!isHeldByNode(shape) && (isSmallView(shape) || isEmptyArray(shape))),
  advice: ({ owner }) =>
    `Copy the small part that ${owner ?? 'the holder'} keeps (\`Buffer.from(view)\` for a view, \`Buffer.from(text).toString()\` for a piece of a string, \`array.filter(() => true)\` for a nearly empty array), so that the large whole behind it can be freed.`,
};

function isSlice({ content, contentLabels, contents }: GrowthShape): boolean {
  if (content !== 'string (slice)' && !contentLabels.includes('string (slice)')) return false;
  return contents === null || contents.slicedBytes >= SLICED_SHARE * contents.bytes;
}

function isSmallView({ content, bufferShare, contents, holdings }: GrowthShape): boolean {
  const shown = holdings?.viewBytes ?? null;
  // Nobody could be asked: that small objects keep much memory behind them is all that is known.
  if (shown === null || contents === null) return BUFFER.test(content) || bufferShare > 0.8;
  const kept = contents.bufferBytes / Math.max(1, contents.objects);
  return kept >= 2 * shown && kept - shown >= LEAST_HIDDEN_BYTES;
}

function isEmptyArray({ content, contents, holdings }: GrowthShape): boolean {
  // The empty ring of a queue belongs to its class (a connection pool), from which nobody copies a part.
  if (contents === null || holdings === null || !PLAIN.test(content)) return false;
  const { slots, usedSlots } = holdings;
  return slots >= LEAST_SLOTS && usedSlots < USED_SHARE * slots && contents.elementBytes >= 0.5 * contents.bytes;
}
