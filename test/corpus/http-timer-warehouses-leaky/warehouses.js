import http from 'node:http';
import timer from '@szmarczak/http-timer';

const agent = new http.Agent({ keepAlive: true, maxSockets: 6 });
let port;

export function openWarehouses() {
  const server = http.createServer((req, res) => {
    const [, site, sku] = req.url.split('/');
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ site, sku, pieces: (sku.length * 7 + site.length) % 23 }));
  });
  server.keepAliveTimeout = 600_000;
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((port = server.address().port)));
  });
}

export function stockOf(site, sku) {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, agent, path: `/${site}/${sku}` });
    const timings = timer(request);
    request.once('error', reject);
    request.once('response', async (response) => {
      try {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        resolve({ ...JSON.parse(text), ms: (timings.end ?? Date.now()) - timings.start });
      } catch (error) {
        reject(error);
      }
    });
  });
}
