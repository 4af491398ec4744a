import { distance } from 'fastest-levenshtein';

/** `; did you mean x?` for a name within two typing errors, else one that begins alike, else one that it is a part of; '' for others. */
export function didYouMean(name: string, known: readonly string[]): string {
  const wanted = name.toLowerCase().replaceAll('_', '-');
  const ranked = known
    .map((candidate) => {
      const edits = distance(wanted, candidate);
      return { candidate, edits, likeness: likeness(wanted, candidate, edits) };
    })
    .filter((each) => each.likeness !== null)
    .sort((a, b) => a.likeness! - b.likeness! || a.edits - b.edits);
  return ranked.length === 0 ? '' : `; did you mean ${ranked[0]!.candidate}?`;
}

/** Least for what is most alike; null for what is not alike at all. */
function likeness(wanted: string, candidate: string, edits: number): number | null {
  if (edits <= Math.min(2, candidate.length - 2)) return 0;
  if (wanted.length < 4) return null;
  if (candidate.startsWith(wanted)) return 1;
  if (candidate.includes(wanted) || wanted.includes(candidate)) return 2;
  const [word = ''] = wanted.split('-');
  return word.length >= 4 && candidate.startsWith(`${word}-`) ? 3 : null;
}
