const moize = require('moize').default;

const classes = { 1: 1.75, 2: 1 };

function distance(from, to) {
  let x = 17;
  for (const digit of `${from}${to}`) x = (x * 31 + digit.charCodeAt(0)) % 4093;
  return { km: 3 + (x % 400), zones: [x % 7, (x + 3) % 7], via: x % 2 === 0 ? null : 8200 + (x % 50) };
}

// Asked for each class and rebate of the same trip.
const kilometres = moize(distance);

exports.classes = classes;
exports.fare = (from, to, travelClass) => {
  const { km, zones, via } = kilometres(from, to);
  const full = Math.round(km * 0.38 * classes[travelClass] * 100);
  return { from, to, via, zones, full, half: Math.round(full / 2) };
};
