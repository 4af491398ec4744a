import { type Block, paragraph } from './document.ts';
import { plainName } from './escape.ts';
import { failingFindings, leaksOf } from './failing-findings.ts';
import {
  formatByteChange,
  formatByteRange,
  formatCount,
  formatCountChange,
  formatCounted,
  formatPercent,
  formatSeconds,
} from './format.ts';
import type { LeakReport, ReportRound } from './leak-report.ts';
import { loadedRounds } from './rounds.ts';

/** `997 · 1,499 requests, 0 failed · idle round 2.1 s · 10 connections · Node 24.21.0 · 31 s`. */
export function roundsLine(report: LeakReport): Block[] {
  const loaded = loadedRounds(report.rounds);
  if (loaded.length === 0) return [];
  const failed = loaded.reduce((total, round) => total + round.failed, 0);
  const idle = report.rounds.filter((round) => round.kind === 'idle');
  const parts = [
    `${loaded.map((round) => formatCount(round.requests)).join(' · ')} requests, ${formatCount(failed)} failed`,
    ...idle.map((round) => `idle round ${formatSeconds(round.durationMs / 1000)}`),
    formatCounted(report.load.connections, 'connection'),
    ...(report.load.rate === null ? [] : [`at most ${formatCount(report.load.rate)} requests/s`]),
    `Node ${report.service.nodeVersion === null ? 'unknown' : plainName(report.service.nodeVersion.replace(/^v/u, ''), 40)}`,
    ...(report.durations['total'] === undefined ? [] : [formatSeconds(report.durations['total'])]),
  ];
  return [paragraph(parts.join(' · '), 'Rounds')];
}

/** How much of the heap's growth the findings explain, and what else moved between the baseline and the last round. */
export function explainedLine(report: LeakReport): Block[] {
  const failing = failingFindings(report).length;
  if (failing === 0) return [];
  const leaks = Math.max(failing, leaksOf(report).length);
  const several =
    leaks > failing ? `All ${formatCount(leaks)} leaks together cover` : `The ${formatCount(leaks)} findings cover`;
  const subject = leaks === 1 ? 'The finding covers' : several;
  const share =
    report.explainedShare === null
      ? 'The heap as a whole did not grow.'
      : `${subject} ${formatPercent(Math.min(1, report.explainedShare))} of the heap's growth.`;
  const changes = memoryChanges(report);
  return [paragraph(changes === null ? share : `${share} ${changes}.`, 'Explained')];
}

function memoryChanges(report: LeakReport): string | null {
  const ends = endsOf(report.rounds);
  if (ends === null) return null;
  const { first, last } = ends;
  const parts = [
    `RSS ${formatByteChange(last.rss - first.rss)}`,
    `external ${formatByteChange(last.external - first.external)}`,
    `file descriptors ${descriptorChange(first, last)}`,
  ];
  return parts.join(', ');
}

/** `Heap 18.4 → 18.5 MiB, RSS 71.0 → 72.0 MiB, external ±0, file descriptors ±0 · 24 s`. */
export function memoryLine(report: LeakReport): Block[] {
  const ends = endsOf(report.rounds);
  if (ends === null) return [];
  const { first, last } = ends;
  const parts = [
    `heap ${formatByteRange(first.heapUsed, last.heapUsed)}`,
    `RSS ${formatByteRange(first.rss, last.rss)}`,
    `external ${formatByteChange(last.external - first.external)}`,
    `file descriptors ${descriptorChange(first, last)}`,
  ];
  return [paragraph(parts.join(', '), 'Memory')];
}

function descriptorChange(first: ReportRound, last: ReportRound): string {
  const known = first.openFileDescriptors !== null && last.openFileDescriptors !== null;
  return formatCountChange(known ? last.openFileDescriptors - first.openFileDescriptors : null);
}

function endsOf(rounds: readonly ReportRound[]): { first: ReportRound; last: ReportRound } | null {
  const first = rounds[0];
  const last = rounds.at(-1);
  return first === undefined || last === undefined || first === last ? null : { first, last };
}

/** The smallest leak that would have been seen: what a green check is worth. */
export function sensitivityLine(report: LeakReport): Block[] {
  const per = report.sensitivity.oneObjectPerRequests;
  if (per === null) return [paragraph('unknown, because nothing could be judged.', 'Would have been seen')];
  const over = `among ${formatCounted(report.sensitivity.requests, 'request')}`;
  return [
    paragraph(
      `≥ 1 object per ${formatCounted(per, 'request')}, with 99 % probability, ${over}.`,
      'Would have been seen',
    ),
  ];
}
