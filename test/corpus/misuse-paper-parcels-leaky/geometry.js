const paper = require('paper/dist/paper-core');

paper.setup(new paper.Size(1000, 1000));

const ring = (segments) => new paper.Path({ segments, closed: true });

function inset(path, distance) {
  const { width, height } = path.bounds;
  path.scale((width - 2 * distance) / width, (height - 2 * distance) / height);
  return path;
}

function buildable(boundary, setback, trees) {
  const whole = Math.abs(ring(boundary).area);
  let lot = inset(ring(boundary), setback);
  for (const { x, y, radius } of trees) {
    const tree = new paper.Path.Circle({ center: [x, y], radius });
    lot = lot.subtract(tree);
  }
  const area = Math.abs(lot.area);
  return { whole, area, share: Number((area / whole).toFixed(3)), outline: lot.pathData };
}

function overlap(a, b) {
  const one = ring(a);
  const other = ring(b);
  return Math.abs(one.intersect(other).area);
}

module.exports = { buildable, overlap };
