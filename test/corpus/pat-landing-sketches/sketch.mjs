import { createHash } from 'node:crypto';

const REGISTERS = 2048;

/** How many different visitors there were, roughly, in 2 KiB (a HyperLogLog). */
export class VisitorSketch {
  #registers = new Uint8Array(REGISTERS);

  add(visitor) {
    const digest = createHash('sha1').update(visitor).digest();
    const index = digest.readUInt16LE(0) % REGISTERS;
    const rank = Math.clz32(digest.readUInt32BE(4)) + 1;
    if (rank > this.#registers[index]) this.#registers[index] = rank;
  }

  estimate() {
    let sum = 0;
    let empty = 0;
    for (const rank of this.#registers) {
      sum += 2 ** -rank;
      if (rank === 0) empty++;
    }
    const raw = ((0.7213 / (1 + 1.079 / REGISTERS)) * REGISTERS * REGISTERS) / sum;
    return Math.round(raw < 2.5 * REGISTERS && empty > 0 ? REGISTERS * Math.log(REGISTERS / empty) : raw);
  }
}
