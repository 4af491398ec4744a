import { adderOf, type Detector, isHeldByNode } from './detector.ts';

/** Classes that extend Map and Set are called after them: `InternMap`, `SafeSet`. */
const COLLECTION = /^(?:\w*(?:Map|Set)|Array|WeakRef)$/;
/** How objects of a list know each other. */
const LINK = /^\.[_#]?(next|prev|previous|parent|older|tail|head|link)(_|$)/i;

export function isCollection(containerKind: string): boolean {
  return COLLECTION.test(containerKind);
}

/** A way down by one or two properties again and again: `.left`, `.right`. */
function isTree(references: readonly string[]): boolean {
  return references.length > 2 && new Set(references).size <= 2 && references.every((each) => each.startsWith('.'));
}

/** Entries of a Map, Set, array or dictionary that nobody removes; see growing-collection.md. */
export const growingCollection: Detector = {
  mode: 'growing-collection',
  nouns: ['entry', 'entries'],
  detects: (shape) => {
    const { containerKind, references } = shape;
    if (isHeldByNode(shape) || LINK.test(references[0] ?? '') || isTree(references)) return false;
    const isDictionary = /^(Object|function)$/.test(containerKind);
    return isCollection(containerKind) || isDictionary || references.some((reference) => /^\[/.test(reference));
  },
  advice: (subject) =>
    `Delete the entry once it is no longer needed, or give ${subject.owner ?? 'the collection'} a maximum size or an expiry: nothing removes what ${adderOf(subject)} adds.`,
};
