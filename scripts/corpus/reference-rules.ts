/** What a rule says of a run: does the service leak? */
export type RuleVerdict = boolean | null;

/** Growth of `heapUsed` since the baseline that the first rule takes for a leak. */
export const heapGrowthLimit = 0.1;

/**
 * Reference rule 1: the heap in use after the last round under load is more than 10 % above the baseline. Null when no
 * round was run.
 */
export function heapGrewOverThreshold(
  rounds: readonly { readonly idle: boolean; readonly heapUsed: number }[],
): RuleVerdict {
  const [baseline] = rounds;
  const last = rounds.slice(1).findLast((round) => !round.idle);
  if (baseline === undefined || last === undefined) return null;
  return last.heapUsed > baseline.heapUsed * (1 + heapGrowthLimit);
}

/** Shallow bytes of one class at each settled snapshot, the baseline first and idle rounds left out. */
export interface ClassSeries {
  readonly name: string;
  readonly shallowBytes: readonly number[];
}

/**
 * Reference rule 2, that of `@graphql-hive/memtest`: some class's self size grew in every consecutive snapshot. Null
 * when there are fewer than three snapshots.
 */
export function someClassGrewEveryTime(classes: readonly ClassSeries[] | undefined): RuleVerdict {
  if (classes === undefined) return null;
  if (classes.length > 0 && classes.every(({ shallowBytes }) => shallowBytes.length < 3)) return null;
  return classes.some(({ shallowBytes }) =>
    shallowBytes.every((bytes, index) => index === 0 || bytes > shallowBytes[index - 1]!),
  );
}
