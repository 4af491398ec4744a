const RBush = require('rbush');

const tree = new RBush();
const last = new Map();

const box = (courier, { lat, lng }) => ({ minX: lng, minY: lat, maxX: lng, maxY: lat, courier });

exports.move = function move(courier, position) {
  const before = last.get(courier);
  if (before) tree.remove(before, (a, b) => a.courier === b.courier);
  const now = box(courier, position);
  tree.insert(now);
  last.set(courier, now);
};

exports.nearby = function nearby({ lat, lng }, radius) {
  const found = tree.search({ minX: lng - radius, minY: lat - radius, maxX: lng + radius, maxY: lat + radius });
  return [...new Set(found.map((item) => item.courier))].slice(0, 10);
};
