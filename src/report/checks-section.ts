import { metricsInBytes } from '../policy/leak-policy.ts';
import type { Check } from '../verdict/verdict.ts';
import type { Detail } from './detail.ts';
import { type Block, details, paragraph, type Table } from './document.ts';
import { plainName, quoteName } from './escape.ts';
import { formatBytes, formatCounted, formatNumber } from './format.ts';
import { ownerText, sentenceOf } from './growth-text.ts';
import type { LeakReport } from './leak-report.ts';

const OPERATORS: Readonly<Record<Check['operator'], string>> = { '<=': '≤', '<': '<', '>=': '≥', '=': '=' };

/** Every limit with what was measured against it. */
export function checksDetails(report: LeakReport, detail: Detail): Block[] {
  if (detail.checks === 'none') return [];
  const chosen = report.checks.filter((check) => detail.checks === 'all' || !check.passed);
  const shown = [...chosen].sort(failedFirst).slice(0, detail.checkRows);
  if (shown.length === 0) return [];
  const rest = report.checks.length - shown.length;
  const more = rest === 0 ? [] : [paragraph(`And ${formatCounted(rest, 'more check')} in report.json.`)];
  return [details('Checks and limits', [checksTable(shown, report), ...more])];
}

function checksTable(checks: readonly Check[], report: LeakReport): Table {
  const owners = ownersBySignature(report);
  return {
    kind: 'table',
    columns: [
      { title: 'check', align: 'left' },
      { title: 'on', align: 'left' },
      { title: 'limit', align: 'right' },
      { title: 'actual', align: 'right' },
      { title: 'per round', align: 'left' },
      { title: 'result', align: 'left' },
    ],
    rows: checks.map((check) => [
      metricText(check),
      subjectOf(check, owners),
      `${OPERATORS[check.operator]} ${formatValue(check, check.limit)}`,
      formatValue(check, check.actual),
      check.values.map((value) => formatValue(check, value)).join(' · '),
      resultOf(check),
    ]),
  };
}

/** The finding's container instead of its signature. */
function subjectOf(check: Check, owners: ReadonlyMap<string, string>): string {
  const owner = owners.get(check.subject);
  if (owner !== undefined) return owner;
  return /^(run|round \d+)$/u.test(check.subject) ? check.subject : quoteName(check.subject);
}

function formatValue(check: Check, value: number | null): string {
  return check.metric.includes('bytes') || IN_BYTES.has(check.metric) ? formatBytes(value) : formatNumber(value);
}

const IN_BYTES: ReadonlySet<string> = new Set(metricsInBytes);

const FAILED: Readonly<Record<Check['level'], string>> = { leak: 'failed', inconclusive: 'no verdict', warn: 'warned' };

function resultOf(check: Check): string {
  return check.passed ? 'held' : FAILED[check.level];
}

function failedFirst(a: Check, b: Check): number {
  return Number(a.passed) - Number(b.passed);
}

/** What does not decide, and should be known of the run as a whole: memory that only RSS shows, a heap that did not settle. */
export function warningsList(report: LeakReport): Block[] {
  const items = report.checks
    .filter(({ passed, level, subject }) => !passed && level === 'warn' && subject === 'run')
    .map(({ message }) => sentenceOf(message));
  return items.length === 0 ? [] : [{ kind: 'list', label: 'Warnings', items }];
}

const ALLOWED: Readonly<Record<Check['operator'], string>> = {
  '<=': 'at most',
  '<': 'less than',
  '>=': 'at least',
  '=': 'exactly',
};

/** The limits that were exceeded, at most three: `` `sessions`: retained bytes per request 412 B, at most 0 B allowed``. */
export function exceededLine(report: LeakReport): Block[] {
  const exceeded = report.checks.filter((check) => !check.passed && check.level === 'leak');
  if (exceeded.length === 0) return [];
  const owners = ownersBySignature(report);
  const shown = exceeded.slice(0, 3).map((check) => exceededText(check, owners));
  const rest = exceeded.length - shown.length;
  const more = rest === 0 ? '' : `; and ${formatCounted(rest, 'more check')} in report.json`;
  return [paragraph(`${shown.join('; ')}${more}.`, 'Over the limit')];
}

function exceededText(check: Check, owners: ReadonlyMap<string, string>): string {
  const limit = `${ALLOWED[check.operator]} ${formatValue(check, check.limit)} allowed`;
  return `${subjectOf(check, owners)}: ${metricText(check)} ${formatValue(check, check.actual)}, ${limit}`;
}

function ownersBySignature(report: LeakReport): Map<string, string> {
  return new Map(report.findings.map((finding) => [finding.signature, ownerText(finding)]));
}

function metricText(check: Check): string {
  return plainName(check.metric).replaceAll('-', ' ');
}
