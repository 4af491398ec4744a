import { copiedShareOf } from '../content-facts.ts';
import { type Detector, type GrowthShape, isHeldByNode } from './detector.ts';

/** Share of the growth that further copies of texts make up, from which on sharing them is the first thing to do. */
const COPIED_SHARE = 0.8;

/** The same texts over and over; see duplicate-strings.md. */
export const duplicateStrings: Detector = {
  mode: 'duplicate-strings',
  nouns: ['entry', 'entries'],
  detects: (shape) => !isHeldByNode(shape) && copiedShare(shape) >= COPIED_SHARE,
  advice: ({ owner }) =>
    `Bound ${owner ?? 'what holds them'} or delete the entry once it is no longer needed, and keep one copy of each text (a Map from text to text, or an id into a table) instead of a new one per entry: most of the growth is the same texts again.`,
};

function copiedShare({ contents, holdings }: GrowthShape): number {
  if (holdings !== null) return holdings.copiedShare;
  return contents === null ? 0 : copiedShareOf(contents);
}
