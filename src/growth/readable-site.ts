import type { Finding, SiteFrame, SourcePosition } from './finding.ts';
import type { GrowthSite, SiteEvidence } from './growth-site.ts';
import { isFileUrl, locateUrl, packageOf, type ScriptKnowledge, writtenAt } from './locate-script.ts';

/** A growth site in files that a reader knows. */
export interface ReadableSite {
  /** The inserting statement: the innermost call that is not Node's own. */
  readonly position: SourcePosition | null;
  /** The innermost call in the repository, where the statement itself lies in a dependency. */
  readonly nearest: SourcePosition | null;
  readonly stack: readonly SiteFrame[];
  readonly evidence: SiteEvidence;
  /** The package that inserts; null: the repository itself, or not known. */
  readonly package: { readonly name: string; readonly version: string } | null;
  /** Source of the inserting statement; null: not known. */
  readonly statement: string | null;
  readonly removal: Finding['growthRemoval'];
}

/** What a finding says of its growth site. */
export type SiteFields = Pick<
  Finding,
  'growthSite' | 'growthSiteEvidence' | 'growthStatement' | 'growthRemoval' | 'growthPackage' | 'growthStack'
>;

export function siteFields(site: ReadableSite | null): SiteFields {
  return {
    growthSite: site?.position ?? null,
    growthSiteEvidence: site?.evidence ?? null,
    growthStatement: site?.statement ?? null,
    growthRemoval: site?.removal ?? null,
    growthPackage: site?.package ?? null,
    growthStack: site?.stack ?? [],
  };
}

/** Those of a finding that has them already. */
export function siteFieldsOf({
  growthSite,
  growthSiteEvidence,
  growthStatement,
  growthRemoval,
  growthPackage,
  growthStack,
}: Finding): SiteFields {
  return { growthSite, growthSiteEvidence, growthStatement, growthRemoval, growthPackage, growthStack };
}

const MOST_FRAMES = 30;

/** Maps a stack to readable positions: its innermost calls, and those of the repository however deep a package calls. */
export function readableSite(
  knowledge: ScriptKnowledge,
  site: GrowthSite,
  statement: string | null,
  removalStatement: string | null = null,
): ReadableSite {
  const stack = site.frames
    .map(({ url, line, column, functionName }) => ({
      functionName,
      position: locateUrl(knowledge, url, line, column),
    }))
    .filter(({ position }, depth) => depth < MOST_FRAMES || position?.inRepository === true)
    .slice(0, 2 * MOST_FRAMES);
  const positions = stack.flatMap(({ position }) => (position === null ? [] : [position]));
  return {
    position: positions[0] ?? null,
    nearest: positions.find((position) => position.inRepository) ?? null,
    stack,
    evidence: site.evidence,
    package: packageAt(knowledge, site),
    statement,
    removal: removalOf(knowledge, site, removalStatement),
  };
}

function removalOf(
  knowledge: ScriptKnowledge,
  { futileRemoval }: GrowthSite,
  statement: string | null,
): ReadableSite['removal'] {
  const inner = futileRemoval?.frames.find(({ url }) => isFileUrl(url));
  if (futileRemoval === undefined || inner === undefined) return null;
  const position = locateUrl(knowledge, inner.url, inner.line, inner.column);
  const { calls, isBesideGrowth } = futileRemoval;
  return position === null ? null : { position, statement, calls, isBesideGrowth };
}

function packageAt({ packages, originals }: ScriptKnowledge, { frames }: GrowthSite): ReadableSite['package'] {
  const inner = frames.find(({ url }) => isFileUrl(url));
  const folder = inner === undefined ? null : packageOf(writtenAt(originals, inner).url);
  return folder === null ? null : (packages?.[folder] ?? null);
}
