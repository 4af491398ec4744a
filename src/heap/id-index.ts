const EMPTY = 0xffff_ffff;

/** Ordinals by node id: open addressing over typed arrays, as V8's own Map ends at 2²⁴ entries. */
export class IdIndex {
  private readonly ids: Uint32Array | Float64Array;
  private readonly slots: Uint32Array;
  private readonly mask: number;

  constructor(ids: Uint32Array | Float64Array) {
    this.ids = ids;
    let capacity = 16;
    while (capacity < ids.length * 2) capacity *= 2;
    this.mask = capacity - 1;
    this.slots = new Uint32Array(capacity).fill(EMPTY);
    for (let ordinal = 0; ordinal < ids.length; ordinal++) this.add(ordinal);
  }

  /** The node with this id, or −1. */
  ordinalOf(id: number): number {
    for (let slot = this.slotOf(id); ; slot = (slot + 1) & this.mask) {
      const ordinal = this.slots[slot]!;
      if (ordinal === EMPTY) return -1;
      if (this.ids[ordinal] === id) return ordinal;
    }
  }

  private add(ordinal: number): void {
    let slot = this.slotOf(this.ids[ordinal]!);
    while (this.slots[slot] !== EMPTY) slot = (slot + 1) & this.mask;
    this.slots[slot] = ordinal;
  }

  private slotOf(id: number): number {
    // V8's ids are consecutive odd or even numbers: half the number fills neighbouring slots, which caches like.
    return (Math.imul(id & 1, 0x5bd1e995) + (id >>> 1) + Math.floor(id / 0x1_0000_0000) * 31) & this.mask;
  }
}
