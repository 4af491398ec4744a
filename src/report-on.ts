import type { Manifest } from './capture/manifest.ts';
import type { BaseOutcome } from './compare/compare-with-base.ts';
import { describeTracks } from './engine/describe-tracks.ts';
import type { HeapEngine } from './engine/heap-engine.ts';
import { heapTotals, weighEvidence } from './growth/evidence.ts';
import type { Finding } from './growth/finding.ts';
import { locateIn, locateUrl } from './growth/locate-script.ts';
import {
  explainedBytes,
  type FindingMaterial,
  type GrowingRequest,
  type GrowingRequests,
  makeFindings,
  signaturesByTrack,
} from './growth/make-findings.ts';
import { readableSite } from './growth/readable-site.ts';
import { sought } from './growth/suspects.ts';
import { findUnexplainedGrowth } from './growth/unexplained-growth.ts';
import type { LeakPolicy } from './policy/leak-policy.ts';
import { buildReport } from './report/build-report.ts';
import type { LeakReport } from './report/leak-report.ts';
import { reproduceCommand } from './report/reproduce-command.ts';

/** The analysing half: judges what was recorded and puts the report together. The engine holds the snapshots' growth data. */
export async function reportOn(
  manifest: Manifest,
  engine: HeapEngine,
  policy: LeakPolicy,
  { today, base }: { today: string; base: BaseOutcome | null },
): Promise<LeakReport> {
  const view = await engine.view();
  const { moving, classes, paths, gains } = view;
  const { rounds, judgements } = weighEvidence(
    manifest.captures,
    manifest.liveReadings,
    manifest.watchedSizes,
    view,
    sought(manifest.sensitivity),
  );
  const told = judgements.filter((judgement) => judgement.status !== null || judgement.need !== 'rounds');
  const keys = told.map(({ track }) => track.key);
  const descriptions = await describeTracks(engine, keys, manifest.liveReadings);
  const byKey = new Map(moving.map((path) => [path.key, path]));
  const material: FindingMaterial = {
    judgements: told,
    moving: byKey,
    descriptions,
    growthSites: new Map(manifest.growthSites.map(({ path, site }) => [path, readableSite(manifest, site)])),
    holdings: new Map(manifest.liveReadings.flatMap((row) => (row.kind === 'holdings' ? [[row.path, row]] : []))),
    declared: declaredPositions(manifest),
    rounds,
    locate: locateIn(manifest),
    requests: growingRequests(manifest),
    onlyRequest: manifest.requestNames.length === 1 ? manifest.requestNames[0]! : null,
    isolateNames: (manifest.isolates ?? []).map(({ name }) => name),
    gains,
  };
  const findings = makeFindings(material);
  return buildReport({
    manifest,
    findings,
    classes,
    retainerPaths: paths,
    explainedBytes: explainedBytes(material) + offHeapBytes(findings),
    unexplained: findUnexplainedGrowth(heapTotals(manifest.captures, told, view)),
    policy,
    today,
    base,
    signatures: signaturesByTrack(material),
    reproduce: reproduceCommand(manifest),
  });
}

function declaredPositions(manifest: Manifest): FindingMaterial['declared'] {
  return new Map(
    (manifest.declarations ?? []).flatMap(({ path, url, line, column, within = null }) => {
      const position = locateUrl(manifest, url, line, column);
      return position === null ? [] : [[path, { position, within }] as const];
    }),
  );
}

function growingRequests({ growthRequests, growthKinds = [], captures }: Manifest): FindingMaterial['requests'] {
  const together = growthKinds.map(({ path, kinds }) => [path, { kinds }] as const);
  const single = growthRequests.map(({ path, request }) => {
    const rows = captures
      .flatMap(({ load }) => [...(load?.perFlow ?? []), ...(load?.perRequest ?? [])])
      .filter((row) => row.name === request);
    return [path, { name: request, sent: rows.reduce((sum, row) => sum + row.succeeded, 0) }] as const;
  });
  return new Map<string, GrowingRequest | GrowingRequests>([...together, ...single]);
}

/** External memory that no path of the heap holds. */
function offHeapBytes(findings: readonly Finding[]): number {
  return findings
    .filter(({ growthMode, retainerPath }) => growthMode === 'off-heap' && retainerPath.length === 0)
    .reduce((sum, finding) => sum + finding.retainedBytes, 0);
}
