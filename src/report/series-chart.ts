import type { Chart } from './document.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A chart of counts; all numbers finite. */
export function countChart(title: string, unit: string, labels: readonly string[], values: readonly number[]): Chart {
  return { kind: 'chart', title, unit, labels, series: [values.map((value) => rounded(value))] };
}

/** A chart of bytes in the unit that fits its highest value; the title names the lines in their order. */
export function byteChart(title: string, labels: readonly string[], series: readonly (readonly number[])[]): Chart {
  const highest = Math.max(1, ...series.flat().map(Math.abs));
  const unit = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log(highest) / Math.log(1024))));
  return {
    kind: 'chart',
    title,
    unit: UNITS[unit]!,
    labels,
    series: series.map((values) => values.map((value) => rounded(value / 1024 ** unit))),
  };
}

/** Four digits are more than a line on a screen can show. A value that is no number draws as 0. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : 0;
}
