import { type Detector, type GrowthShape, isHeldByNode } from './detector.ts';

/** V8 keeps `a + b` as a pair of its halves until someone reads it. */
const HALF = /^internal (first|second)$/;

/** One text that is appended to, flat or as a rope of its pieces; see growing-string.md. */
export const growingString: Detector = {
  mode: 'growing-string',
  nouns: null,
  detects: (shape) => !isHeldByNode(shape) && shape.content === 'string' && (shape.isEnlarged || isRope(shape)),
  advice: ({ owner }) =>
    `Write ${owner ?? 'the text'} out or cut it at a maximum length instead of appending to it on every request.`,
};

/** The variable or property that holds the text, then nothing but halves; a variable is the container itself. */
function isRope({ references }: GrowthShape): boolean {
  if (references.length === 0) return true;
  const halves = HALF.test(references[0]!) ? references : references.slice(1);
  return halves.length > 0 && halves.every((reference) => HALF.test(reference));
}
