'use strict';

/** Puts the frames of a call in order again and plays them, at most `depth` late. */
class JitterBuffer {
  constructor(depth) {
    this.depth = depth;
    this.frames = new Map();
    this.next = 0;
    this.played = 0;
    this.lost = 0;
    this.energy = 0;
    this.levels = [];
  }

  insert(sequence, frame) {
    if (sequence < this.next) return;
    this.frames.set(sequence, Buffer.from(frame));
    this.#play();
    while (this.frames.size > this.depth) {
      this.lost++;
      this.next++;
      this.#play();
    }
  }

  flush() {
    for (const sequence of [...this.frames.keys()].sort((a, b) => a - b)) this.#sound(this.frames.get(sequence));
    this.frames.clear();
    return { played: this.played, lost: this.lost, energy: Math.round(this.energy), levels: this.levels.slice(-5) };
  }

  #play() {
    for (let frame = this.frames.get(this.next); frame !== undefined; frame = this.frames.get(this.next)) {
      this.frames.delete(this.next++);
      this.#sound(frame);
    }
  }

  #sound(frame) {
    let sum = 0;
    for (const sample of frame) sum += Math.abs(sample - 128);
    this.played++;
    this.energy += sum;
    this.levels.push(frame.length === 0 ? 0 : Math.round(sum / frame.length));
    if (this.levels.length > 50) this.levels.shift();
  }
}

module.exports = { JitterBuffer };
