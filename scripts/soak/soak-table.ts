import type { SoakRun } from './soak-run.ts';

/** A row a service, a column a Node: runs passed of those made, with false alarms and missing verdicts where there are any. */
export function soakTable(
  runs: readonly SoakRun[],
  services: readonly string[],
  nodes: readonly string[],
  wanted: number,
): string {
  const width = Math.max(20, ...services.map((name) => name.length)) + 2;
  const head = `${`of ${wanted} runs, passed`.padEnd(width)}${nodes.map((node) => `Node ${node}`.padEnd(34)).join('')}median`;
  const rows = services.map((service) => {
    const own = runs.filter((run) => run.service === service);
    const cells = nodes.map((node) => cell(own.filter((run) => run.node === node)).padEnd(34));
    return `${service.padEnd(width)}${cells.join('')}${median(own.map(({ seconds }) => seconds))}`;
  });
  const alarms = runs.filter(({ conclusion }) => conclusion === 'leak').length;
  const undecided = runs.filter(({ conclusion }) => conclusion !== 'leak' && conclusion !== 'pass').length;
  return [head, ...rows, '', `${runs.length} runs: ${alarms} false alarms, ${undecided} without a verdict`].join('\n');
}

function cell(runs: readonly SoakRun[]): string {
  const count = (conclusion: SoakRun['conclusion']): number =>
    runs.filter((run) => run.conclusion === conclusion).length;
  const parts = [`${count('pass')} of ${runs.length}`];
  if (count('leak') > 0) parts.push(`${count('leak')} false alarms`);
  const none = count('inconclusive') + count(null);
  if (none > 0) parts.push(`${none} without verdict`);
  return parts.join(', ');
}

function median(seconds: readonly number[]): string {
  if (seconds.length === 0) return '-';
  const sorted = seconds.toSorted((a, b) => a - b);
  return `${sorted[sorted.length >> 1]!.toFixed(1)} s`;
}
