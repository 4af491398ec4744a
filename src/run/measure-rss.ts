import type { RssReading } from '../capture/manifest.ts';
import type { Judgement } from '../growth/judge-track.ts';
import { BLOCKS, judgeRss } from '../growth/rss-growth.ts';
import type { PlanDependencies } from './plan-dependencies.ts';

/** Growth that a block at the limit would show: below it pages and the allocator's own steps hide it. */
const BLOCK_BYTES = 2e6;
const SHORTEST_BLOCK_SECONDS = 0.3;
/** Settling after each block. */
const SETTLE_SECONDS = 0.5;
/** Of the time left; the rest is for what comes after. */
const SHARE_OF_TIME = 0.7;

/**
 * Where a limit on RSS is set: loads of equal size without snapshots, which disturb RSS most, until the limit lies
 * outside the interval in which the growth per request lies. As long as it does not, the blocks are made larger and
 * counted anew: what the allocator adds by itself becomes smaller per request. Runs after the last snapshot of the plan.
 */
export async function measureRss(
  { capture, options, recording, on }: PlanDependencies,
  judgements: readonly Judgement[],
): Promise<void> {
  const limit = options.maxRssGrowthPerRequest;
  if (limit === null) return;
  if (judgements.some(({ status }) => status === 'leak')) {
    recording.notes.push('RSS was not judged, because a leak was confirmed before: correct that first.');
    return;
  }
  const perSecond = recording.requestsPerSecond();
  const endsAtSeconds = (1 - SHARE_OF_TIME) * recording.secondsLeft();
  let requests = Math.ceil(Math.max(options.connections, SHORTEST_BLOCK_SECONDS * perSecond, BLOCK_BYTES / limit));
  await recording.timed('rss', on, 'loads without snapshots', async () => {
    for (;;) {
      const seconds = BLOCKS * (requests / perSecond + SETTLE_SECONDS);
      if (recording.secondsLeft() - seconds < endsAtSeconds) {
        const judged = judgeRss(recording.rssReadings, limit) !== null;
        recording.notes.push(
          `RSS ${judged ? 'needs more requests to be judged' : 'was not judged'}: ${BLOCKS} loads of ${requests.toLocaleString('en')} requests take about ${Math.ceil(seconds)} s, which time-limit leaves no room for.`,
        );
        return 'no time for more';
      }
      const readings: RssReading[] = [];
      for (let block = 0; block <= BLOCKS; block++) {
        const { rss, requests: sent } = await capture.block(block === 0 ? 0 : requests);
        readings.push({ requests: sent, rss });
      }
      // Only now: a time limit in between leaves what was judged before.
      recording.rssReadings.splice(0, Number.POSITIVE_INFINITY, ...readings);
      const judgement = judgeRss(recording.rssReadings, limit)!;
      if (judgement.standing !== 'open') return `${Math.round(judgement.median)} B per request, limit ${limit} B`;
      requests *= 2;
    }
  });
}
