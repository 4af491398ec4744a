'use strict';

const http = require('node:http');
const { MediaServer } = require('./lib/media-server');
const testCall = require('./lib/test-call');

async function main() {
  const media = new MediaServer();
  const port = await media.listen();
  const last = new Map();

  const server = http.createServer(async (req, res) => {
    req.resume();
    const [, scope, line] = req.url.split('?')[0].split('/');
    const send = (status, value) => {
      const text = JSON.stringify(value);
      res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      res.end(text);
    };
    if (scope === '') return send(200, { ended: media.ended });
    if (scope !== 'lines' || !['wire', 'mobile'].includes(line)) return send(404, { error: 'no such line' });
    if (req.method === 'GET') return send(200, last.get(line) ?? {});
    try {
      const quality = await testCall(media, port, line);
      last.set(line, quality);
      send(200, quality);
    } catch (error) {
      send(504, { error: error.message });
    }
  });

  server.listen(process.env.PORT, '127.0.0.1');
}

main();
