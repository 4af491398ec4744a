import type { GcSetting } from '../capture/manifest.ts';
import { type Finding, isLeak } from '../growth/finding.ts';
import { type Block, paragraph } from './document.ts';
import { plainSentence } from './escape.ts';
import { formatAmount, formatBytes, formatCount, formatCounted } from './format.ts';
import type { LeakReport } from './leak-report.ts';

/** Whether the rule found the leak that leakgate planted. */
export function controlLine({ positiveControl }: LeakReport): Block[] {
  if (positiveControl === null) return [];
  const { plantedPerRequest, found, because } = positiveControl;
  const planted = `a leak of ${formatAmount(plantedPerRequest)} ${formatAmount(plantedPerRequest) === '1' ? 'object' : 'objects'} per request, planted after the run,`;
  return [
    paragraph(`${planted} was ${found ? 'found' : 'not found'}: ${plainSentence(because, 300)}.`, 'Positive control'),
  ];
}

/** Less than this a request leaves behind on clean services: lazily made functions, and the noise of the samples. */
const NOTHING_BYTES_PER_REQUEST = 16;
const LATE_SHARE = 0.5;

/** What outlives the collections, under each setting, and what that means. */
export function gcStudyLine({ gcStudy, findings }: LeakReport): Block[] {
  if (gcStudy === null || gcStudy.settings.length === 0) return [];
  const told = gcStudy.settings.map((setting) => settingText(setting)).join('; ');
  return [paragraph(`${told}. ${meaning(gcStudy.settings, findings)}`, 'GC study')];
}

function settingText({ setting, requests, minorCollections, majorCollections, survivors }: GcSetting): string {
  const per = (bytes: number): string => formatBytes(bytes / requests);
  const name = setting === 'default' ? "V8's default" : 'every collection a full one';
  const collections = `${formatCount(minorCollections)} young and ${formatCount(majorCollections)} full collections under load`;
  return `${name} (${formatCounted(requests, 'request')}, ${collections}): ${per(survivors[1] ?? 0)} per request outlive 1 forced collection, ${per(survivors.at(-1)!)} outlive ${survivors.length - 1}`;
}

/**
 * Late is what goes within one setting's forced collections. How much stays is not compared between the settings: a table that
 * is doubled while one of them is studied counts there alone.
 */
function meaning(settings: readonly GcSetting[], findings: readonly Finding[]): string {
  const stays = settings.filter(({ requests, survivors }) => survivors.at(-1)! / requests >= NOTHING_BYTES_PER_REQUEST);
  const late = settings.map(collectionsToRelease).filter((count) => count !== null);
  const by = `by collection ${Math.max(...late)}`;
  if (stays.length === 0) {
    return late.length === 0
      ? 'Nothing of note is left behind.'
      : `What is left at first is released late, ${by}: finalisers, weak references or timers, not a leak.`;
  }
  if (late.length > 0) return `Most of it is released late, ${by}; the rest stays.`;
  // A full collection also throws code away, which is made anew once.
  if (!findings.some(isLeak))
    return 'It is not released late; no path grew with it, so it is code and the like, made once.';
  return stays.length === settings.length
    ? 'It stays under both: retained, not released late.'
    : 'It stays under one setting only: released late, when the collector happens to run.';
}

/** The collection after which less than half is left of what outlived the first; null where that was next to nothing. */
export function collectionsToRelease({ requests, survivors }: GcSetting): number | null {
  const first = survivors[1] ?? 0;
  if (first / requests < NOTHING_BYTES_PER_REQUEST) return null;
  const released = survivors.findIndex((bytes, count) => count > 1 && bytes < LATE_SHARE * first);
  return released < 0 ? null : released;
}
