const flyd = require('flyd');

const rooms = Object.fromEntries(['cellar', 'kitchen', 'attic'].map((room) => [room, flyd.stream(18)]));

let tick = 0;
setInterval(() => {
  tick++;
  Object.values(rooms).forEach((celsius, i) => celsius(15 + i * 2 + (tick % 7) / 2));
}, 500).unref();

exports.reading = function reading(room, unit, limit) {
  const celsius = rooms[room];
  if (!celsius) return null;
  const shown = celsius.map((value) => (unit === 'F' ? value * 1.8 + 32 : value));
  const alarm = flyd.combine((value) => value() > limit, [celsius]);
  const answer = { room, unit, value: shown(), alarm: alarm() };
  shown.end(true);
  alarm.end(true);
  return answer;
};
