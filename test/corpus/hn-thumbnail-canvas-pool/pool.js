'use strict';

/** Canvases of one size are used again and again: they are dear to allocate. */
class CanvasPool {
  #idle = [];
  made = 0;
  taken = 0;

  constructor(width, height) {
    this.width = width;
    this.height = height;
  }

  acquire() {
    this.taken++;
    return this.#idle.shift() ?? this.#make();
  }

  #make() {
    this.made++;
    return { pixels: new Uint8ClampedArray(this.width * this.height), strokes: [] };
  }

  release(canvas) {
    canvas.strokes.length = 0;
    this.taken--;
    if (canvas.pixels === null) canvas.pixels = new Uint8ClampedArray(this.width * this.height);
    this.#idle.push(canvas);
  }

  /** What was drawn on when something went wrong is not used again. */
  discard(canvas) {
    canvas.pixels = null;
  }

  get idle() {
    return this.#idle.length;
  }
}

module.exports = { CanvasPool };
