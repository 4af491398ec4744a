'use strict';

class BadShape extends Error {}

const pause = () => new Promise((resolve) => setImmediate(resolve));

function line(canvas, width, [x1, y1, x2, y2]) {
  const steps = Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1), 1);
  for (let step = 0; step <= steps; step++) {
    const x = Math.round(x1 + ((x2 - x1) * step) / steps);
    const y = Math.round(y1 + ((y2 - y1) * step) / steps);
    canvas.pixels[y * width + x] = 255;
  }
}

function box(canvas, width, [x, y, w, h]) {
  for (let row = y; row < y + h; row++) canvas.pixels.fill(128, row * width + x, row * width + x + w);
}

async function draw(canvas, width, shapes) {
  canvas.pixels.fill(0);
  for (const [kind, ...numbers] of shapes) {
    if (numbers.length !== 4 || !numbers.every((n) => n >= 0 && n < width)) throw new BadShape(`${kind} ${numbers}`);
    if (kind === 'line') line(canvas, width, numbers);
    else if (kind === 'box') box(canvas, width, numbers);
    else throw new BadShape(`no shape is called ${kind}`);
    canvas.strokes.push(kind);
    await pause();
  }
}

function runs(pixels) {
  const out = [];
  for (let at = 0; at < pixels.length; ) {
    let end = at + 1;
    while (end < pixels.length && pixels[end] === pixels[at]) end++;
    out.push(end - at, pixels[at]);
    at = end;
  }
  return out;
}

module.exports = { draw, runs, BadShape };
