/** Where the limit is not known: it may be 1,024. */
const USUAL = 50;
const MOST = 400;
/** The rounds and confirmations of a run add about twelve times as many as one round. */
const SHARE_OF_LIMIT = 1 / 20;

/**
 * Descriptors that one round may leave open in a service that keeps some of each request, a confirmation twice as many: one that
 * has used up its limit answers no more. `openFileLimit`: of one process (RLIMIT_NOFILE); null: not known.
 */
export function descriptorRoom(openFileLimit: number | null): number {
  return openFileLimit === null ? USUAL : Math.min(MOST, SHARE_OF_LIMIT * openFileLimit);
}
