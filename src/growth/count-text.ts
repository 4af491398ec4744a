/** A whole number as sentences have it: `6,998`. */
export function countText(value: number): string {
  return Math.round(value).toLocaleString('en');
}
