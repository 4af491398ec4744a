'use strict';

/** Ramer–Douglas–Peucker on points that are in the scratch already; returns how many are kept. */
module.exports = function simplify({ xs, ys, keep }, count, tolerance) {
  const stack = [[0, count - 1]];
  keep[0] = keep[count - 1] = 1;
  let kept = 2;
  while (stack.length > 0) {
    const [from, to] = stack.pop();
    const dx = xs[to] - xs[from];
    const dy = ys[to] - ys[from];
    const length = Math.hypot(dx, dy) || 1;
    let worst = tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const off = Math.abs((xs[i] - xs[from]) * dy - (ys[i] - ys[from]) * dx) / length;
      if (off > worst) [worst, at] = [off, i];
    }
    if (at < 0) continue;
    keep[at] = 1;
    kept++;
    stack.push([from, at], [at, to]);
  }
  return kept;
};
