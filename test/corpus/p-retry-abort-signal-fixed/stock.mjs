import { setMaxListeners } from 'node:events';
import http from 'node:http';
import pRetry from 'p-retry';

const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });
let warehouse;

export function startWarehouse() {
  let calls = 0;
  warehouse = http.createServer((req, res) => {
    // Now and then the warehouse is busy.
    if (++calls % 50 === 0) res.statusCode = 503;
    res.end(JSON.stringify({ onHand: calls % 17, reserved: calls % 3 }));
  });
  warehouse.keepAliveTimeout = 60_000;
  return new Promise((resolve) => warehouse.listen(0, '127.0.0.1', resolve));
}

function get(path) {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port: warehouse.address().port, path, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => { text += chunk; });
      response.on('end', () => {
        if (response.statusCode !== 200) reject(new Error(`warehouse: ${response.statusCode}`));
        else resolve(JSON.parse(text));
      });
    });
    request.on('error', reject);
  });
}

export function loadStock(sku, signal) {
  setMaxListeners(0, signal);
  return pRetry(() => get(`/items/${sku}`), { retries: 3, minTimeout: 5, maxTimeout: 20, signal });
}
