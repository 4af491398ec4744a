const { DirectedGraph } = require('graphology');
const { singleSource } = require('graphology-shortest-path/dijkstra');

const KM_PER_DEGREE = 111.2;
const network = new DirectedGraph();

for (let row = 0; row < 7; row++) {
  for (let column = 0; column < 7; column++) {
    network.addNode(`s${row}${column}`, { lat: 48.1 + row / 60, lng: 16.2 + column / 45 });
  }
}
const stations = network.nodes();
for (const station of stations) {
  const [, row, column] = [...station].map(Number);
  for (const neighbour of [`s${row + 1}${column}`, `s${row}${column + 1}`]) {
    if (!network.hasNode(neighbour)) continue;
    const minutes = 2 + ((row * 5 + column * 3) % 4);
    network.addDirectedEdge(station, neighbour, { minutes });
    network.addDirectedEdge(neighbour, station, { minutes: minutes + 0.5 });
  }
}

function distance(from, to) {
  return Math.hypot(from.lat - to.lat, (from.lng - to.lng) * Math.cos((from.lat * Math.PI) / 180)) * KM_PER_DEGREE;
}

function nearest(place, count) {
  return stations
    .map((station) => ({ station, km: distance(place, network.getNodeAttributes(station)) }))
    .sort((a, b) => a.km - b.km)
    .slice(0, count);
}

let searches = 0;

function route(place, destination) {
  const origin = `origin-${++searches}`;
  network.addNode(origin, place);
  for (const { station, km } of nearest(place, 3)) network.addDirectedEdge(origin, station, { minutes: km * 12 });
  const path = singleSource(network, origin, 'minutes')[destination];
  return path.slice(1).map((station) => ({ station, ...network.getNodeAttributes(station) }));
}

module.exports = { isStation: (name) => stations.includes(name), nearest, route };
