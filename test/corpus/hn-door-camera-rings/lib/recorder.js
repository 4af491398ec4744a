'use strict';
const { FrameRing } = require('./frame-ring');

class Recorder {
  constructor(doors, budget) {
    this.rings = new Map(doors.map((door) => [door, new FrameRing()]));
    this.budget = budget;
    this.held = 0;
  }

  ringOf(door) {
    return this.rings.get(door);
  }

  keep(ring, frame) {
    ring.push(frame);
    this.held += frame.length;
    while (this.held > this.budget) this.held -= this.#fullest().shift();
  }

  #fullest() {
    let fullest = null;
    for (const ring of this.rings.values()) if (!fullest || ring.bytes > fullest.bytes) fullest = ring;
    return fullest;
  }

  usage() {
    return { held: this.held, doors: [...this.rings].map(([door, { count }]) => ({ door, count })) };
  }
}

module.exports = { Recorder };
