'use strict';

/** Hits per short link: open addressing with linear probing over parallel columns. */
class HitTable {
  constructor({ slots, maxSlots }) {
    this.maxSlots = maxSlots;
    this.#allocate(slots);
  }

  #allocate(slots) {
    this.slots = slots;
    this.count = 0;
    this.hashes = new Uint32Array(slots);
    this.hits = new Uint32Array(slots);
    this.seenAt = new Float64Array(slots);
    this.codes = new Array(slots).fill(null);
  }

  static hash(code) {
    let h = 2166136261;
    for (let i = 0; i < code.length; i++) h = Math.imul(h ^ code.charCodeAt(i), 16777619);
    h ^= h >>> 15;
    return h >>> 0 || 1;
  }

  #slotOf(hash, code) {
    let slot = hash % this.slots;
    while (this.hashes[slot] !== 0 && !(this.hashes[slot] === hash && this.codes[slot] === code)) slot = (slot + 1) % this.slots;
    return slot;
  }

  bump(code, now) {
    const hash = HitTable.hash(code);
    let slot = this.#slotOf(hash, code);
    if (this.hashes[slot] === 0) {
      if (this.count >= this.slots * 0.7) {
        this.#makeRoom();
        slot = this.#slotOf(hash, code);
      }
      this.hashes[slot] = hash;
      this.codes[slot] = code;
      this.hits[slot] = 0;
      this.count++;
    }
    this.seenAt[slot] = now;
    return ++this.hits[slot];
  }

  #makeRoom() {
    const { slots, hashes, hits, seenAt, codes } = this;
    const full = slots === this.maxSlots;
    this.#allocate(full ? slots : slots * 2);
    for (let from = 0; from < slots; from++) {
      const kept = full ? hits[from] >> 1 : hits[from];
      if (hashes[from] === 0 || kept === 0) continue;
      const to = this.#slotOf(hashes[from], codes[from]);
      this.hashes[to] = hashes[from];
      this.codes[to] = codes[from];
      this.hits[to] = kept;
      this.seenAt[to] = seenAt[from];
      this.count++;
    }
  }

  top(most) {
    return Array.from(this.hits.keys())
      .filter((slot) => this.hashes[slot] !== 0)
      .sort((a, b) => this.hits[b] - this.hits[a])
      .slice(0, most)
      .map((slot) => ({ code: this.codes[slot], hits: this.hits[slot] }));
  }
}

module.exports = { HitTable };
