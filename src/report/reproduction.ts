import type { Manifest, Reproduction } from '../capture/manifest.ts';
import { isLeak } from '../growth/finding.ts';
import { type ScenarioKeys, writeScenario } from '../load/write-scenario.ts';
import { type Block, details, paragraph } from './document.ts';
import { formatAmount, formatBytes, formatCounted } from './format.ts';
import { ownerText, requestText } from './growth-text.ts';
import type { LeakReport } from './leak-report.ts';
import { commandText } from './reproduce-command.ts';

/** The shortest run that confirms the most important leak, and what is needed to repeat or verify it later. */
export interface ReportReproduction {
  /** Signature of the finding that it shows. */
  readonly signature: string;
  /** The one request that is enough; null: the whole scenario. */
  readonly request: string | null;
  readonly connections: number;
  /** So many requests added `grew`, seen on the living service after the verdict; null: its rate is all that is known. */
  readonly seen: Reproduction['seen'];
  /** Flags of `leakgate run` for the shortest run, `run` itself left out. */
  readonly flags: readonly string[];
  /** Flags that repeat the whole run, for `leakgate verify`. */
  readonly allFlags: readonly string[];
  /** The scenario file that is written beside the report: what is sent, its secret headers left out. */
  readonly scenario: ScenarioKeys;
}

/** New objects that a round of the shortest run should show, and the fewest requests that are steady. */
const OBJECTS_PER_ROUND = 30;
const FEWEST_REQUESTS = 23;
const WARM_UP = 100;
/** Options that say how the service is started and what is sent: all that a leak needs. Limits, comparisons and where results go are none. */
const OF_THE_SERVICE = [
  ...['start', 'attach', 'working-directory', 'prepare', 'services', 'url', 'ready-url', 'ready-timeout'],
  ...['port-pattern', 'worker-threads', 'settle-time', 'method', 'headers', 'body', 'scenario', 'expect-status'],
];
// `config` is among the flags of a run only where the scenario stands in that file.
const OF_THE_LOAD = [
  ...['connections', 'rate', 'reconnect-every', 'ramp', 'depth', 'requests', 'rounds', 'warm-up'],
  ...['time-limit', 'sensitivity', 'config'],
];

/**
 * Puts it together for the report: of the first of the `wanted` signatures that has one, else of the most important leak; null
 * where nothing leaked.
 */
export function reproductionOf(
  { reproductions = [], commandLine }: Pick<Manifest, 'reproductions' | 'commandLine'>,
  signatures: ReadonlyMap<string, string>,
  wanted: readonly string[],
): ReportReproduction | null {
  const named = reproductions.flatMap((each) => {
    const signature = signatures.get(each.path);
    return signature === undefined ? [] : [{ signature, reproduction: each }];
  });
  const chosen = wanted.flatMap((signature) => named.find((each) => each.signature === signature) ?? [])[0] ?? named[0];
  if (chosen === undefined) return null;
  const { signature, reproduction } = chosen;
  const { request, connections, seen } = reproduction;
  return {
    signature,
    request,
    connections,
    seen,
    flags: shortestFlags(commandLine, reproduction),
    allFlags: groupFlags(commandLine)
      .filter(({ name }) => OF_THE_SERVICE.includes(name) || OF_THE_LOAD.includes(name))
      .flatMap(({ words }) => words),
    scenario: writeScenario(reproduction.scenario),
  };
}

function shortestFlags(
  commandLine: readonly string[],
  { connections, perRequest, scenarioFile, request }: Reproduction,
): string[] {
  const requests = Math.max(FEWEST_REQUESTS, connections, Math.ceil(OBJECTS_PER_ROUND / perRequest));
  const kept = groupFlags(commandLine).flatMap(({ name, words }) => {
    if (!OF_THE_SERVICE.includes(name)) return [];
    return name === 'scenario' && request !== null ? ['--scenario', scenarioFile] : words;
  });
  if (commandLine.includes('--config') && !kept.includes('--scenario')) kept.push('--scenario', scenarioFile);
  const own = {
    connections,
    requests,
    'warm-up': Math.max(WARM_UP, connections),
    depth: 'quick',
  };
  return [...kept, ...Object.entries(own).flatMap(([name, value]) => [`--${name}`, String(value)])];
}

/** `--name value` and `--name=value` with the words that belong together. */
function groupFlags(words: readonly string[]): { name: string; words: string[] }[] {
  const groups: { name: string; words: string[] }[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const name = /^--([^=]+)/.exec(word)?.[1] ?? '';
    const takesNext = !word.includes('=') && at + 1 < words.length;
    groups.push({ name, words: takesNext ? [word, words[++at]!] : [word] });
  }
  return groups;
}

/** What the shortest scenario is, its command, and how a fix is verified. */
export function reproductionDetails({ reproduction, program, findings, load }: LeakReport): Block[] {
  if (reproduction === null) return [];
  const leaks = findings.filter(isLeak);
  const shown = leaks.find(({ signature }) => signature === reproduction.signature);
  const it = leaks.length > 1 && shown !== undefined ? ownerText(shown) : 'it';
  const { request, seen, connections, flags } = reproduction;
  const sent = request === null ? 'the whole scenario' : requestText(request);
  const over = `over ${formatCounted(connections, 'connection')}`;
  const others =
    request !== null && load.perRequest.length > 1 ? ' in the service that had taken the whole scenario' : '';
  const what =
    shown?.status === 'per-connection'
      ? `What shows ${it}: ${sent} ${over}, opened anew for each round.`
      : seen === null
        ? `The shortest scenario: ${sent} ${over}; too few requests to count what they add.`
        : `The shortest scenario that shows ${it}: ${sent}, ${formatCounted(seen.requests, 'request')} ${over}, which added ${seen.unit === 'bytes' ? formatBytes(seen.grew) : formatAmount(seen.grew)}${others}.`;
  return [
    details(
      'Shortest reproduction',
      [
        paragraph(what),
        { kind: 'command', label: 'Confirm', command: commandText([program, 'run', ...flags]) },
        paragraph(
          `The same with this report: \`leakgate run --reproduce report.json\`; after a fix \`leakgate verify report.json\` tells for each leak whether it is gone. What is sent is also in \`reproduce.json\`, a scenario file.`,
        ),
      ],
      { onTerminal: true },
    ),
  ];
}
