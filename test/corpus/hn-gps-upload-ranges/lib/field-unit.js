'use strict';

/** Plays the trackers' side: numbers the packets, delays some of them and loses one in twenty. */
class FieldUnit {
  constructor(name) {
    this.name = name;
    this.next = 0;
    this.delayed = [];
  }

  packets() {
    const out = [];
    for (let count = 0; count < 6; count++) {
      const sequence = this.next++;
      const chance = (sequence * 2654435761) >>> 24;
      if (chance < 13) continue;
      if (chance < 90) this.delayed.push({ sequence, due: this.next + chance * 3 });
      else out.push(sequence);
    }
    this.delayed = this.delayed.filter(({ sequence, due }) => {
      if (due > this.next) return true;
      out.push(sequence);
      return false;
    });
    return out;
  }
}

module.exports = { FieldUnit };
