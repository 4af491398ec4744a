import type { Finding, SiteFrame, SourcePosition } from './finding.ts';
import type { GrowthFrame, GrowthSite, SiteEvidence } from './growth-site.ts';
import { isFileUrl, locateUrl, packageOf, positionKey, type ScriptKnowledge, writtenAt } from './locate-script.ts';

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
  readonly others: NonNullable<Finding['growthOtherSites']>;
}

/** What a finding says of its growth site. */
export type SiteFields = Pick<
  Finding,
  | 'growthSite'
  | 'growthSiteEvidence'
  | 'growthStatement'
  | 'growthOtherSites'
  | 'growthRemoval'
  | 'growthPackage'
  | 'growthStack'
>;

export function siteFields(site: ReadableSite | null): SiteFields {
  return {
    growthSite: site?.position ?? null,
    growthSiteEvidence: site?.evidence ?? null,
    growthStatement: site?.statement ?? null,
    ...(site !== null && site.others.length > 0 && { growthOtherSites: site.others }),
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
  growthOtherSites,
  growthRemoval,
  growthPackage,
  growthStack,
}: Finding): SiteFields {
  return {
    growthSite,
    growthSiteEvidence,
    growthStatement,
    ...(growthOtherSites !== undefined && { growthOtherSites }),
    growthRemoval,
    growthPackage,
    growthStack,
  };
}

const MOST_FRAMES = 30;

/** Maps a stack to readable positions: its innermost calls, and those of the repository however deep a package calls. */
export function readableSite(knowledge: ScriptKnowledge, site: GrowthSite): ReadableSite {
  const stack = site.frames
    .map(({ url, line, column, functionName }) => ({
      functionName,
      position: locateUrl(knowledge, url, line, column),
    }))
    .filter(({ position }, depth) => depth < MOST_FRAMES || position?.inRepository === true)
    .slice(0, 2 * MOST_FRAMES);
  const positions = stack.flatMap(({ position }) => (position === null ? [] : [position]));
  const nearest = positions.find((position) => position.inRepository) ?? null;
  return {
    position: positions[0] ?? null,
    nearest,
    stack,
    evidence: site.evidence,
    package: packageAt(knowledge, site),
    statement: statementAt(knowledge, innermost(site.frames)),
    removal: removalOf(knowledge, site),
    others: othersOf(knowledge, site, nearest),
  };
}

/** The innermost call that is in a file. */
export function innermost(frames: readonly GrowthFrame[]): GrowthFrame | undefined {
  return frames.find(({ url }) => isFileUrl(url));
}

function statementAt({ statements = {} }: ScriptKnowledge, frame: GrowthFrame | undefined): string | null {
  return frame === undefined ? null : (statements[positionKey(frame.url, frame.line, frame.column)] ?? null);
}

function removalOf(knowledge: ScriptKnowledge, { futileRemoval }: GrowthSite): ReadableSite['removal'] {
  const inner = innermost(futileRemoval?.frames ?? []);
  if (futileRemoval === undefined || inner === undefined) return null;
  const position = locateUrl(knowledge, inner.url, inner.line, inner.column);
  const { calls, isBesideGrowth } = futileRemoval;
  const statement = statementAt(knowledge, inner);
  return position === null ? null : { position, statement, calls, isBesideGrowth };
}

/** Further lines of the repository; the one that is told already may have been followed to only after it was seen. */
function othersOf(
  knowledge: ScriptKnowledge,
  { stayed, others = [] }: GrowthSite,
  told: SourcePosition | null,
): ReadableSite['others'] {
  const all = others.reduce((sum, other) => sum + other.stayed, stayed);
  return others.flatMap(({ frames, stayed: own }) => {
    const [first] = frames.flatMap((frame) => {
      const position = locateUrl(knowledge, frame.url, frame.line, frame.column);
      return position?.inRepository === true ? [{ position, statement: statementAt(knowledge, frame) }] : [];
    });
    if (first === undefined || (first.position.file === told?.file && first.position.line === told.line)) return [];
    return [{ ...first, share: own / all }];
  });
}

function packageAt({ packages, originals }: ScriptKnowledge, { frames }: GrowthSite): ReadableSite['package'] {
  const inner = innermost(frames);
  const folder = inner === undefined ? null : packageOf(writtenAt(originals, inner).url);
  return folder === null ? null : (packages?.[folder] ?? null);
}
