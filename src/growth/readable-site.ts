import type { SiteFrame, SourcePosition } from './finding.ts';
import type { GrowthSite, SiteEvidence } from './growth-site.ts';
import { locateUrl, type ScriptKnowledge } from './locate-script.ts';

/** A growth site in files that a reader knows. */
export interface ReadableSite {
  /** The inserting statement: the innermost call that is not Node's own. */
  readonly position: SourcePosition | null;
  /** The innermost call in the repository, where the statement itself lies in a dependency. */
  readonly nearest: SourcePosition | null;
  readonly stack: readonly SiteFrame[];
  readonly evidence: SiteEvidence;
  /** Source of the inserting statement; null: not known. */
  readonly statement: string | null;
}

const MOST_FRAMES = 30;

/** Maps a stack to readable positions. */
export function readableSite(knowledge: ScriptKnowledge, site: GrowthSite, statement: string | null): ReadableSite {
  const stack = site.frames.slice(0, MOST_FRAMES).map(({ url, line, column, functionName }) => ({
    functionName,
    position: locateUrl(knowledge, url, line, column),
  }));
  const positions = stack.flatMap(({ position }) => (position === null ? [] : [position]));
  return {
    position: positions[0] ?? null,
    nearest: positions.find((position) => position.inRepository) ?? null,
    stack,
    evidence: site.evidence,
    statement,
  };
}
