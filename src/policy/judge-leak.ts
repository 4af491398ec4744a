import type { Change } from '../compare/comparison.ts';
import type { Finding } from '../growth/finding.ts';
import type { AcceptedLeak } from './accepted-leak.ts';
import type { LeakLimit, LeakPolicy, Level } from './leak-policy.ts';
import { matchesPattern } from './matches-pattern.ts';

/** What the policy lets one leak do. */
export interface LeakDecision {
  /** Bytes per request that it may have. */
  readonly maxGrowthPerRequest: number;
  /** What it does when it has more. */
  readonly level: Level;
  /** Why it does less than fail, a clause; null: it does not. */
  readonly why: string | null;
  /** What does not keep it from failing, a clause; null: nothing might. */
  readonly despite: string | null;
}

/**
 * The first limit that picks the leak gives bytes and level; an acceptance, or the same leak in the base, can only lower the
 * level. `change`: against the base; null: there is none to compare with. `today`: `2026-12-31`.
 */
export function judgeLeak(finding: Finding, policy: LeakPolicy, change: Change | null, today: string): LeakDecision {
  const limit = policy.limits.find((each): each is LeakLimit => each.kind === 'leaks' && picks(each, finding));
  const maxGrowthPerRequest = limit?.maxGrowthPerRequest ?? policy.maxGrowthPerRequest;
  const asked = limit?.level ?? 'error';
  const accepted = policy.accepted.find((entry) => entry.signature === finding.signature);
  const isBeyond = accepted !== undefined && exceeds(finding, accepted);
  const despite = isBeyond ? `${accepted.owner} had accepted ${accepted.maxGrowthPerRequest} B per request` : null;
  const decide = (level: Level, why: string | null): LeakDecision => ({ maxGrowthPerRequest, level, why, despite });
  if (asked === 'off') return decide('off', `switched off by the ${describeLimit(limit!)}`);
  // Nobody has accepted what it grows more than in the base.
  if (accepted !== undefined && change !== 'faster' && !isBeyond && covers(accepted, policy, today))
    return decide('warn', acceptedBy(accepted, today));
  if ((change === 'known' || change === 'slower') && policy.onKnown === 'warn')
    return decide('warn', change === 'known' ? 'the base has it too' : 'the base has it too, at a higher rate');
  if (change === null && policy.onUncompared === 'warn') return decide('warn', 'there is no base to compare with');
  return decide(asked, asked === 'warn' ? `the ${describeLimit(limit!)} only warns` : null);
}

/** Whether an entry lets its leak pass on this day. */
export function covers(entry: AcceptedLeak, { onExpired }: Pick<LeakPolicy, 'onExpired'>, today: string): boolean {
  return onExpired === 'warn' || !isExpired(entry, today);
}

/** Whether a leak grows by more than was accepted. */
export function exceeds({ status, retainedBytesPerRequest }: Finding, { maxGrowthPerRequest }: AcceptedLeak): boolean {
  return (
    maxGrowthPerRequest !== undefined && status !== 'per-connection' && retainedBytesPerRequest > maxGrowthPerRequest
  );
}

/** Dates compare as texts. */
export function isExpired(entry: AcceptedLeak, today: string): boolean {
  return entry.until < today;
}

function acceptedBy(entry: AcceptedLeak, today: string): string {
  const { owner, reason, until } = entry;
  return isExpired(entry, today)
    ? `${owner} had accepted it until ${until}, which has passed: ${reason}`
    : `accepted by ${owner} until ${until}: ${reason}`;
}

function picks(limit: LeakLimit, finding: Finding): boolean {
  const { growthMode, endpoint, owner } = limit;
  if (growthMode !== null && growthMode !== finding.growthMode) return false;
  if (endpoint !== null && !isOfEndpoint(finding, endpoint)) return false;
  return (
    owner === null || [finding.ownerName, finding.owner].some((name) => name !== null && matchesPattern(owner, name))
  );
}

/** Of several kinds of requests that grow it together, all must be meant. */
function isOfEndpoint({ request, requestKinds = [] }: Finding, endpoint: string): boolean {
  const names = request === null ? requestKinds.map(({ name }) => name) : [request];
  return names.length > 0 && names.every((name) => matchesPattern(endpoint, name));
}

/** Limits for endpoints of which the run sent none, each a sentence: a name with a typo limits nothing. */
export function idleLimits({ limits }: Pick<LeakPolicy, 'limits'>, sent: readonly string[]): string[] {
  return limits.flatMap((limit) => {
    if (limit.kind !== 'leaks' || limit.endpoint === null || sent.length === 0) return [];
    const { endpoint } = limit;
    if (sent.some((name) => matchesPattern(endpoint, name))) return [];
    const names = sent.slice(0, MOST_NAMED).map((name) => `\`${name}\``);
    const more = sent.length > MOST_NAMED ? ` and ${sent.length - MOST_NAMED} more` : '';
    return [`The ${describeLimit(limit)} limits nothing: this run sent ${names.join(', ')}${more}.`];
  });
}

const MOST_NAMED = 5;

function describeLimit({ growthMode, endpoint, owner }: LeakLimit): string {
  const parts = [
    growthMode === null ? [] : [`growth-mode ${growthMode}`],
    endpoint === null ? [] : [`endpoint \`${endpoint}\``],
    owner === null ? [] : [`owner \`${owner}\``],
  ].flat();
  return `limit for ${parts.join(' and ')}`;
}
