import { describe, expect, test } from 'vitest';
import * as format from '../../src/report/format.ts';

describe('numbers as people read them', () => {
  test.each([
    [format.formatCount(6998), '6,998'],
    [format.formatCount(-0.2), '0'],
    [format.formatNumber(0.25), '0.25'],
    [format.formatCounted(1, 'request'), '1 request'],
    [format.formatCounted(1499, 'request'), '1,499 requests'],
    [format.formatBytes(0), '0 B'],
    [format.formatBytes(412), '412 B'],
    [format.formatBytes(0.4123), '0.41 B'],
    [format.formatBytes(8.2), '8.2 B'],
    [format.formatBytes(1023), '1,023 B'],
    [format.formatBytes(1023.6), '1.00 KiB'],
    [format.formatBytes(1023 * 1024), '0.999 MiB'],
    [format.formatBytes(2.75 * 1024 ** 2), '2.75 MiB'],
    [format.formatBytes(9.996 * 1024 ** 2), '10.0 MiB'],
    [format.formatBytes(3 * 1024 ** 4), '3.00 TiB'],
    [format.formatByteRange(18.4 * 1024 ** 2, 18.5 * 1024 ** 2), '18.4 → 18.5 MiB'],
    [format.formatByteRange(900 * 1024, 18.5 * 1024 ** 2), '0.879 → 18.5 MiB'],
    [format.formatByteChange(3.1 * 1024 ** 2), '+3.10 MiB'],
    [format.formatByteChange(-120), '−120 B'],
    [format.formatByteChange(0), '±0'],
    [format.formatCountChange(-3), '−3'],
    [format.formatRate(1), '1.000'],
    [format.formatRate(0.0042), '0.0042'],
    [format.formatRate(0), '0'],
    [format.formatAmount(0.9996), '1'],
    [format.formatAmount(3.001), '3'],
    [format.formatAmount(0.0998), '0.10'],
    [format.formatAmount(2.41), '2.41'],
    [format.formatAmount(0.0042), '0.0042'],
    [format.formatDecimal(1), '1.00'],
    [format.formatPercent(0.978), '98 %'],
    [format.formatPercent(0.9999), '> 99 %'],
    [format.formatPercent(0.0001), '< 1 %'],
    [format.formatPercent(1), '100 %'],
    [format.formatPercent(0), '0 %'],
    [format.formatSpread(0.0039), '± 0.4 %'],
    [format.formatSeconds(0.6), '0.6 s'],
    [format.formatSeconds(9.96), '10 s'],
    [format.formatSeconds(31.2), '31 s'],
    [format.formatSeconds(200), '3 min 20 s'],
  ])('%s is written so', (written, expected) => {
    expect(written).toBe(expected);
  });

  test.each(Object.entries(format).filter(([name]) => name.startsWith('format')))(
    '%s writes what is not known as unknown, never as 0',
    (_, formatOne) => {
      for (const nothing of [null, Number.NaN, Number.POSITIVE_INFINITY]) {
        const written = (formatOne as (...values: unknown[]) => string)(nothing, nothing, '');
        expect(written).toContain('unknown');
        expect(written).not.toMatch(/\d|NaN|Infinity/u);
      }
    },
  );
});
