import type { AcceptedLeakState } from '../policy/accepted-leak.ts';
import type { Block } from './document.ts';
import { plainSentence, quoteName } from './escape.ts';
import { formatBytes } from './format.ts';
import type { LeakReport } from './leak-report.ts';

const STATES: Readonly<Record<AcceptedLeakState['state'], (until: string) => string>> = {
  active: (until) => `until ${until}`,
  expired: (until) => `expired on ${until}`,
  exceeded: (until) => `until ${until}, but it grows by more`,
  unmatched: (until) => `until ${until}, but no leak of this run has its signature`,
};

/** Everything that somebody has accepted, whatever became of it; never left out. */
export function acceptedSection({ accepted, findings }: LeakReport): Block[] {
  if (accepted.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: [
        { title: 'accepted leak', align: 'left' },
        { title: 'by', align: 'left' },
        { title: 'reason', align: 'left' },
        { title: 'when', align: 'left' },
      ],
      rows: accepted.map(({ signature, owner, reason, until, state, maxGrowthPerRequest: most }) => [
        ownerOf(signature, findings),
        plainSentence(owner, 100),
        plainSentence(reason, 300),
        `${most === undefined ? '' : `up to ${formatBytes(most)} per request, `}${STATES[state](until)}`,
      ]),
    },
  ];
}

function ownerOf(signature: string, findings: LeakReport['findings']): string {
  const finding = findings.find((each) => each.signature === signature);
  return finding === undefined ? quoteName(signature, 200) : plainSentence(finding.owner, 200);
}
