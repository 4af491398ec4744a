/** Numbers whose count is not known beforehand. */
export class NumberRows {
  private numbers = new Float64Array(64);
  private length = 0;

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const grown = new Float64Array(this.length * 2);
      grown.set(this.numbers);
      this.numbers = grown;
    }
    this.numbers[this.length++] = number;
  }

  /** `wide` names those over 2³² − 1 by their place in `rows`, as NumberRecords gives them. */
  add(rows: Uint32Array, length: number, wide: ReadonlyMap<number, number> | null): void {
    for (let at = 0; at < length; at++) this.push(wide?.get(at) ?? rows[at]!);
  }

  values(): Float64Array {
    return this.numbers.subarray(0, this.length);
  }
}
