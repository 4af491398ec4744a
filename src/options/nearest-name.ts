import { distance } from 'fastest-levenshtein';

/** ` Did you mean x?` for a name within two typing errors (or one that it is a part of), else ''. */
export function didYouMean(name: string, known: readonly string[]): string {
  const wanted = name.toLowerCase().replaceAll('_', '-');
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(wanted, candidate) }))
    .filter(({ candidate, edits }) => edits <= Math.min(2, candidate.length - 2) || isPart(wanted, candidate))
    .sort((a, b) => a.edits - b.edits);
  return ranked.length === 0 ? '' : `; did you mean ${ranked[0]!.candidate}?`;
}

function isPart(wanted: string, candidate: string): boolean {
  return wanted.length >= 4 && (candidate.includes(wanted) || wanted.includes(candidate));
}
