'use strict';
const http = require('node:http');
const { nextChange, publish } = require('./changes');

const cache = { prices: new Map([['lamp', 1990], ['shade', 990]]), images: new Map([['lamp', '/i/lamp.webp'], ['shade', '/i/shade.webp']]) };

async function route(req) {
  const [, verb, topic, key] = req.url.split('/');
  const entries = cache[topic];
  if (entries === undefined) return [404, { error: 'unknown topic' }];
  switch (`${req.method} ${verb}`) {
    case 'GET entries':
      return [200, { key, value: entries.get(key) ?? null }];
    case 'POST purge':
      publish(topic, key);
      return [202, { purged: key }];
    case 'GET changes': {
      const change = await nextChange(topic, 10);
      return [200, change === undefined ? { changed: false } : { changed: true, key: change.key }];
    }
    default:
      return [405, { error: 'not allowed' }];
  }
}

http
  .createServer(async (req, res) => {
    if (req.url === '/health') return res.end('ok');
    req.resume();
    const [status, value] = await route(req);
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(value));
  })
  .listen(process.env.PORT, '127.0.0.1');
