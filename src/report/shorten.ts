import type { Detail } from './detail.ts';

/** One way to make a summary smaller: what it gives up and how. */
export interface ShorteningStep {
  /** What is missing then, as it is said in the summary. */
  readonly gives: string;
  readonly shorten: (detail: Detail) => Detail;
}

/** In the order in which they are tried: what a reader misses least goes first. */
export const SHORTENING_STEPS: readonly ShorteningStep[] = [
  { gives: 'the memory timeline', shorten: dropTimeline },
  { gives: 'the growth per class', shorten: dropClasses },
  { gives: 'the checks that held', shorten: dropHeldChecks },
  { gives: 'requests beyond the first 50', shorten: shortenLoad },
  { gives: 'the middle of long retainer paths', shorten: shortenPaths },
  { gives: 'notes beyond the first 20', shorten: shortenNotes },
  { gives: 'growth that does not fail beyond the first 20 lines', shorten: shortenQuiet },
  { gives: 'the details of all findings but the first three', shorten: shortenFindings },
  { gives: 'findings beyond the first 100 lines', shorten: shortenFindingList },
  { gives: 'changes since the base beyond the first 30', shorten: shortenChanges },
  { gives: 'rounds beyond the first 30', shorten: shortenRounds },
  { gives: 'all checks', shorten: dropChecks },
  { gives: 'everything but the verdict and how to reproduce it', shorten: keepEssentials },
];

function dropTimeline(detail: Detail): Detail {
  return { ...detail, timelineRows: 0 };
}

function dropClasses(detail: Detail): Detail {
  return { ...detail, classRows: 0 };
}

function dropHeldChecks(detail: Detail): Detail {
  return { ...detail, checks: 'failed', checkRows: 100 };
}

function shortenLoad(detail: Detail): Detail {
  return { ...detail, requestRows: 50 };
}

function shortenPaths(detail: Detail): Detail {
  return { ...detail, pathSteps: 9 };
}

function shortenNotes(detail: Detail): Detail {
  return { ...detail, notes: 20 };
}

function shortenQuiet(detail: Detail): Detail {
  return { ...detail, quietListed: 20 };
}

function shortenFindings(detail: Detail): Detail {
  return { ...detail, findingsInFull: 3 };
}

function shortenFindingList(detail: Detail): Detail {
  return { ...detail, findingsListed: 100 };
}

function shortenChanges(detail: Detail): Detail {
  return { ...detail, changeRows: 30 };
}

function shortenRounds(detail: Detail): Detail {
  return { ...detail, roundRows: 30, charts: 0 };
}

function dropChecks(detail: Detail): Detail {
  return { ...detail, checks: 'none' };
}

function keepEssentials(detail: Detail): Detail {
  return { ...detail, essentialsOnly: true };
}
