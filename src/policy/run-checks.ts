import type { Check } from '../verdict/verdict.ts';
import type { LeakPolicy, RunLimit, RunMetric } from './leak-policy.ts';

/** What was measured on the process; null: it could not be. */
export type RunFigures = Readonly<Record<RunMetric, number | null>>;

const NAMES: Readonly<Record<RunMetric, string>> = {
  'off-heap-growth-per-request': 'Memory outside the heap grew by',
  'file-descriptors-per-request': 'Open file descriptors grew by',
  'peak-heap': 'The heap reached',
  'peak-rss': 'The resident memory of the process (RSS) reached',
  'gc-time-share': 'Garbage collection took',
};

/** One check for each limit on the process; none for those that are off. */
export function runLimitChecks({ limits }: LeakPolicy, figures: RunFigures): Check[] {
  return limits.flatMap((limit) => (limit.kind === 'run' && limit.level !== 'off' ? [check(limit, figures)] : []));
}

function check({ metric, atMost, level }: RunLimit, figures: RunFigures): Check {
  const actual = figures[metric];
  const passed = actual !== null && actual <= atMost;
  return {
    metric,
    subject: 'run',
    operator: '<=',
    limit: atMost,
    actual,
    values: [],
    // What could not be measured was not exceeded either.
    level: level === 'warn' || actual === null ? 'warn' : 'leak',
    passed,
    message:
      actual === null
        ? `${metric} could not be measured, so its limit was not applied.`
        : `${NAMES[metric]} ${show(metric, actual)}, ${passed ? 'within' : 'over'} the limit of ${show(metric, atMost)}.`,
  };
}

/** With the unit; in bytes, as reports hold them. */
function show(metric: RunMetric, value: number): string {
  switch (metric) {
    case 'off-heap-growth-per-request':
      return `${round(value)} B per request`;
    case 'file-descriptors-per-request':
      return `${round(value)} per request`;
    case 'gc-time-share':
      return `${round(100 * value)} % of the time under load`;
    case 'peak-heap':
    case 'peak-rss':
      return `${round(value / 2 ** 20)} MiB`;
  }
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
