/** How much of each kind of evidence a summary shows. */
export interface Detail {
  /** Failing findings with table, rounds and retainer path; the others get a line each. */
  readonly findingsInFull: number;
  readonly findingsListed: number;
  readonly quietListed: number;
  readonly charts: number;
  readonly pathSteps: number;
  readonly roundRows: number;
  readonly timelineRows: number;
  readonly requestRows: number;
  readonly changeRows: number;
  readonly checks: 'all' | 'failed' | 'none';
  readonly checkRows: number;
  readonly classRows: number;
  readonly outputLines: number;
  readonly notes: number;
  /** Only verdict, what to do and how to reproduce. */
  readonly essentialsOnly: boolean;
}

/** What fits a usual run; nobody reads an eleventh finding in full. */
export const FULL_DETAIL: Detail = {
  findingsInFull: 10,
  findingsListed: Number.POSITIVE_INFINITY,
  quietListed: Number.POSITIVE_INFINITY,
  charts: 3,
  pathSteps: 40,
  roundRows: Number.POSITIVE_INFINITY,
  timelineRows: 24,
  requestRows: Number.POSITIVE_INFINITY,
  changeRows: Number.POSITIVE_INFINITY,
  checks: 'all',
  checkRows: Number.POSITIVE_INFINITY,
  classRows: 15,
  outputLines: 40,
  notes: Number.POSITIVE_INFINITY,
  essentialsOnly: false,
};
