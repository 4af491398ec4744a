import { describe, expect, it } from 'vitest';
import { parseCount, parseDuration, parseRate, parseSize, parseStatuses } from '../../src/options/units.ts';

describe('parseDuration', () => {
  it('refuses a bare number, because seconds and milliseconds are both meant by it', () => {
    expect(parseDuration('30')).toBeNull();
  });
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['2m', 120_000],
    ['1.5 min', 90_000],
    ['1h', 3_600_000],
  ])('reads %s as %d ms', (text, ms) => expect(parseDuration(text)).toBe(ms));
  it.each(['', 's', '-1s', '5 parsecs', '1s2'])('refuses %j', (text) => expect(parseDuration(text)).toBeNull());
});

describe('parseRate', () => {
  it.each([
    ['1/1000', 0.001],
    ['1 / 10,000', 0.0001],
    ['3/100', 0.03],
    ['0.005', 0.005],
    ['1', 1],
  ])('reads %s as %d objects per request', (text, rate) => expect(parseRate(text)).toBeCloseTo(rate, 12));
  it.each(['', '0', '1/0', '2', '3/2', '-1/10', '1/x', '1:1000', '1/1,00', '1e-3'])('refuses %j', (text) =>
    expect(parseRate(text)).toBeNull(),
  );
});

describe('parseSize', () => {
  it.each([
    ['0', 0],
    ['8B', 8],
    ['2kB', 2000],
    ['2KiB', 2048],
    ['1.5MiB', 1_572_864],
    ['1 gb', 1e9],
  ])('reads %s as %d bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));
  it.each(['', 'MiB', '-8B', '8 bits', '1e3'])('refuses %j', (text) => expect(parseSize(text)).toBeNull());
});

describe('parseCount', () => {
  it.each([
    ['10', 10],
    ['1,000', 1000],
    ['2_000_000', 2_000_000],
  ])('reads %s as %d', (text, count) => expect(parseCount(text)).toBe(count));
  it.each(['', '1.5', '-1', '1,00', '1e3', '99999999999999999999'])('refuses %j', (text) =>
    expect(parseCount(text)).toBeNull(),
  );
});

describe('parseStatuses', () => {
  it('reads codes and ranges', () => {
    expect(parseStatuses('200-299, 304')).toEqual([
      [200, 299],
      [304, 304],
    ]);
  });
  it.each(['', '2xx', '299-200', '99', '600', '200,', '200-'])('refuses %j', (text) =>
    expect(parseStatuses(text)).toBeNull(),
  );
});
