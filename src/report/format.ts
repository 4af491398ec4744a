/** What is not known prints as this word, never as 0. */
export const UNKNOWN = 'unknown';

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });
const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `6,998`. */
export function formatCount(count: number | null): string {
  return isKnown(count) ? WHOLE.format(unsignedZero(Math.round(count))) : UNKNOWN;
}

/** A number whose unit is not known here: `0.25`, `1,499`. */
export function formatNumber(value: number | null): string {
  return isKnown(value) ? SHORT.format(unsignedZero(value)) : UNKNOWN;
}

/** `1 request`, `1,499 requests`; `plural` where an s is not enough. */
export function formatCounted(count: number | null, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Bytes in three digits: `412 B`, `2.75 MiB`; below 10 B, where rates live, two digits: `0.41 B`. */
export function formatBytes(bytes: number | null): string {
  if (!isKnown(bytes)) return UNKNOWN;
  const unit = byteUnitOf(bytes);
  return `${digitsIn(bytes, unit)} ${BYTE_UNITS[unit]}`;
}

/** From and to in one unit: `18.4 → 18.5 MiB`. */
export function formatByteRange(from: number | null, to: number | null): string {
  if (!isKnown(from) || !isKnown(to)) return `${formatBytes(from)} → ${formatBytes(to)}`;
  const unit = byteUnitOf(Math.max(Math.abs(from), Math.abs(to)));
  return `${digitsIn(from, unit)} → ${digitsIn(to, unit)} ${BYTE_UNITS[unit]}`;
}

/** A change: `+3.10 MiB`, `−120 B`, `±0`. */
export function formatByteChange(bytes: number | null): string {
  return withSign(bytes, formatBytes);
}

/** A change: `+12`, `−3`, `±0`. */
export function formatCountChange(count: number | null): string {
  return withSign(count, formatCount);
}

/** Objects per request in a table, where digits line up: `1.000`, `0.0042`, `0`. */
export function formatRate(rate: number | null): string {
  if (!isKnown(rate)) return UNKNOWN;
  if (rate === 0) return '0';
  return Math.abs(rate) < 0.01 ? plainDigits(rate, 2) : SHORT_RATE.format(rate);
}
const SHORT_RATE = new Intl.NumberFormat('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 3 });

/** Objects per request in a sentence: `1` and `3` where that is what it is within 0.5 %, else `0.10`, `2.41`, `0.0042`. */
export function formatAmount(rate: number | null): string {
  if (!isKnown(rate)) return UNKNOWN;
  const whole = Math.round(rate);
  return whole !== 0 && Math.abs(rate / whole - 1) < 0.005 ? formatCount(whole) : formatDecimal(rate);
}

/** Two decimals, or two digits where two decimals would hide them: `1.00`, `0.10`, `0.0042`. */
export function formatDecimal(rate: number | null): string {
  if (!isKnown(rate)) return UNKNOWN;
  if (rate === 0) return '0';
  return Math.abs(rate) < 0.1 ? plainDigits(rate, 2) : TWO_DECIMALS.format(rate);
}
const TWO_DECIMALS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A share 0…1 as `98 %`; `digits` behind the point. Never rounded up to 100 or down to 0 when it is neither. */
export function formatPercent(share: number | null, digits = 0): string {
  if (!isKnown(share)) return UNKNOWN;
  const percent = (share * 100).toFixed(digits);
  if (share < 1 && Number(percent) >= 100) return `> ${(100 - 10 ** -digits).toFixed(digits)} %`;
  if (share > 0 && Number(percent) === 0) return `< ${(10 ** -digits).toFixed(digits)} %`;
  return `${percent} %`;
}

/** The farthest a value strays from its mean, as a share: `± 0.4 %`. */
export function formatSpread(share: number | null): string {
  return isKnown(share) ? `± ${(share * 100).toFixed(1)} %` : UNKNOWN;
}

/** `0.6 s`, `31 s`, `3 min 20 s`. */
export function formatSeconds(seconds: number | null): string {
  if (!isKnown(seconds)) return UNKNOWN;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function isKnown(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

function unsignedZero(value: number): number {
  return value === 0 ? 0 : value;
}

function withSign(value: number | null, format: (value: number) => string): string {
  if (!isKnown(value)) return UNKNOWN;
  if (value === 0) return '±0';
  return `${value > 0 ? '+' : '−'}${format(Math.abs(value))}`;
}

/** Steps up before three digits would need four (1,000 KiB reads as 0.977 MiB); plain bytes go to 1,023. */
function byteUnitOf(bytes: number): number {
  let unit = 0;
  let value = Math.abs(bytes);
  while (unit < BYTE_UNITS.length - 1 && value >= (unit === 0 ? 1023.5 : 999.5)) {
    value /= 1024;
    unit += 1;
  }
  return unit;
}

function digitsIn(bytes: number, unit: number): string {
  const value = bytes / 1024 ** unit;
  if (unit > 0) return plainDigits(value, 3);
  return Number.isInteger(value) || Math.abs(value) >= 9.95 ? formatCount(value) : plainDigits(value, 2);
}

/** So many significant digits, never in exponent form. */
function plainDigits(value: number, digits: number): string {
  if (value === 0) return '0';
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(Number(value.toPrecision(digits))))));
  return value.toFixed(decimals);
}
