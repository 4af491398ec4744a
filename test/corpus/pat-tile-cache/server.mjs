import { createServer } from 'node:http';
import { renderTile, summaryOf } from './lib/terrain.mjs';
import { TileCache } from './lib/tile-cache.mjs';

const cache = new TileCache(160);
const landmarks = [
  { name: 'pier', zoom: 11, x: 20, y: 31 },
  { name: 'tower', zoom: 10, x: 7, y: 19 },
  { name: 'market', zoom: 12, x: 44, y: 61 },
];
let walked = 0;

function tileAt(zoom, x, y) {
  let tile = cache.get(zoom, x, y);
  if (tile === undefined) {
    tile = renderTile(zoom, x, y);
    cache.set(zoom, x, y, tile);
  }
  return tile;
}

/** Where the demo of the start page flies to next: row by row over the whole map. */
function nextOfTour() {
  walked++;
  return [12, walked % 4096, Math.floor(walked / 4096) % 4096];
}

function send(response, status, type, payload) {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(payload) });
  response.end(payload);
}

createServer((request, response) => {
  const path = new URL(request.url, 'http://tiles').pathname;
  const tile = /^\/tiles\/(\d{1,2})\/(\d{1,4})\/(\d{1,4})$/.exec(path);
  if (tile !== null) {
    const [zoom, x, y] = tile.slice(1).map(Number);
    if (zoom > 12 || x >= 2 ** zoom || y >= 2 ** zoom) return send(response, 404, 'text/plain', 'no such tile');
    return send(response, 200, 'application/octet-stream', tileAt(zoom, x, y));
  }
  if (path === '/tour') return send(response, 200, 'application/octet-stream', tileAt(...nextOfTour()));
  if (path === '/landmarks') {
    const list = landmarks.map(({ name, zoom, x, y }) => ({ name, ...summaryOf(tileAt(zoom, x, y)) }));
    return send(response, 200, 'application/json', JSON.stringify(list));
  }
  if (path === '/') {
    const { hits, misses, size } = cache;
    return send(response, 200, 'application/json', JSON.stringify({ hits, misses, size }));
  }
  send(response, 404, 'text/plain', 'not found');
}).listen(Number(process.env.PORT), '127.0.0.1');
