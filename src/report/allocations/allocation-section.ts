import { type AllocationStack, stacksOf, totalBytes } from '../../growth/allocation-tree.ts';
import type { AllocationFrame } from '../../growth/readable-allocations.ts';
import { type Block, details, paragraph } from '../document.ts';
import { plainName, quoteName } from '../escape.ts';
import { formatBytes, formatCounted } from '../format.ts';
import type { LeakReport } from '../leak-report.ts';

const MOST_ROWS = 5;
/** Smaller stacks are noise of the samples. */
const LEAST_SHARE = 0.02;

/** The stacks that allocated most of what stayed, and the files that show all of them. */
export function allocationDetails({ allocations }: LeakReport): Block[] {
  if (allocations === null) return [];
  const bytes = totalBytes(allocations.root);
  const stacks = stacksOf(allocations.root).filter((stack) => stack.bytes >= LEAST_SHARE * bytes);
  if (stacks.length === 0) return [];
  return [
    details('Where it was allocated', [
      {
        kind: 'table',
        columns: [
          { title: 'of what stayed', align: 'right' },
          { title: 'per request', align: 'right' },
          { title: 'allocated in', align: 'left' },
          { title: 'for', align: 'left' },
        ],
        rows: stacks.slice(0, MOST_ROWS).map((stack) => rowOf(stack, bytes, allocations.requests)),
      },
      paragraph(
        `By V8's samples over ${formatCounted(allocations.requests, 'request')} after the verdict. The whole picture is in the report folder: \`allocations.html\` (flame graph), \`allocations.heapprofile\` (Chrome DevTools), \`allocations.speedscope.json\` and \`allocations.pb.gz\` (pprof).`,
      ),
    ]),
  ];
}

function rowOf({ frames, bytes }: AllocationStack<AllocationFrame>, whole: number, requests: number): string[] {
  const own = frames.find(({ origin }) => origin === 'repository');
  const inner = frames[0]!;
  return [
    `${Math.round((100 * bytes) / whole)} %`,
    formatBytes(bytes / Math.max(1, requests)),
    nameOf(inner),
    own === undefined || own === inner ? '' : nameOf(own),
  ];
}

function nameOf({ functionName, file, line }: AllocationFrame): string {
  return `${quoteName(functionName)}${file === '' ? '' : ` ${plainName(file)}:${line}`}`;
}
