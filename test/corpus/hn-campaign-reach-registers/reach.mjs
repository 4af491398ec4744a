const BITS = 13;
const REGISTERS = 1 << BITS;
const SPARSE_LIMIT = 1200;

function hash64(text) {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193) ^ (b >>> 15);
    b = Math.imul(b + code, 0xc2b2ae35) ^ (a >>> 13);
  }
  a = Math.imul(a ^ (a >>> 16), 0x7feb352d);
  b = Math.imul(b ^ (b >>> 15), 0x846ca68b);
  return [(a ^ (a >>> 15)) >>> 0, (b ^ (b >>> 16)) >>> 0];
}

/** HyperLogLog: few registers in a Map, all of them in an array once there are many. */
export class Reach {
  sparse = new Map();
  dense = null;

  add(viewer) {
    const [low, high] = hash64(viewer);
    const register = low & (REGISTERS - 1);
    const rank = Math.clz32(high) + 1;
    if (this.dense) {
      if (this.dense[register] < rank) this.dense[register] = rank;
      return;
    }
    if ((this.sparse.get(register) ?? 0) < rank) this.sparse.set(register, rank);
    if (this.sparse.size > SPARSE_LIMIT) this.spread();
  }

  spread() {
    this.dense = new Uint8Array(REGISTERS);
    for (const [register, rank] of this.sparse) this.dense[register] = rank;
    this.sparse = null;
  }

  estimate() {
    if (this.sparse) return Math.round(REGISTERS * Math.log(REGISTERS / (REGISTERS - this.sparse.size)));
    let sum = 0;
    for (const rank of this.dense) sum += 2 ** -rank;
    return Math.round(((0.7213 / (1 + 1.079 / REGISTERS)) * REGISTERS * REGISTERS) / sum);
  }
}
