const durationUnits: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

const sizeUnits: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/** `500ms`, `30s`, `2m`, `1h` → ms; null when it is none of these. A bare number is refused: seconds or ms? */
export function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim());
  const unit = match === null ? undefined : durationUnits[match[2]!.toLowerCase()];
  return unit === undefined ? null : Math.round(Number(match![1]) * unit);
}

/** `0`, `8B`, `2kB`, `1.5MiB` → bytes (kB = 1,000; KiB = 1,024); a bare number is bytes; null when it is none of these. */
export function parseSize(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  if (match === null) return null;
  const unit = match[2] === '' ? 1 : sizeUnits[match[2]!.toLowerCase()];
  return unit === undefined ? null : Number(match[1]) * unit;
}

/** `10`, `1,000`, `2_000` → a whole number; null when it is not one. */
export function parseCount(text: string): number | null {
  const digits = text.trim();
  if (!/^\d+$|^\d{1,3}([,_]\d{3})+$/.test(digits)) return null;
  const count = Number(digits.replaceAll(/[,_]/g, ''));
  return Number.isSafeInteger(count) ? count : null;
}

/** `1/1000`, `0.001` → objects per request, more than none and at most one; null when it is neither. */
export function parseRate(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(?:\s*\/\s*(\d[\d,_]*))?$/.exec(text.trim());
  if (match === null) return null;
  const rate = Number(match[1]) / (match[2] === undefined ? 1 : (parseCount(match[2]) ?? Number.NaN));
  return rate > 0 && rate <= 1 ? rate : null;
}

/** `200-299,304` → inclusive ranges of status codes; null when a part is not a code or a range from low to high. */
export function parseStatuses(text: string): readonly (readonly [number, number])[] | null {
  const ranges: [number, number][] = [];
  for (const part of text.split(',')) {
    const match = /^\s*(\d{3})\s*(?:-\s*(\d{3})\s*)?$/.exec(part);
    if (match === null) return null;
    const low = Number(match[1]);
    const high = Number(match[2] ?? match[1]);
    if (low < 100 || high > 599 || low > high) return null;
    ranges.push([low, high]);
  }
  return ranges;
}
