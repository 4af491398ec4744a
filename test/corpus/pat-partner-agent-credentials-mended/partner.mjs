import { createServer } from 'node:http';
import { once } from 'node:events';

// Stands for the partner: it hands out credentials for some time and answers those that have one.
const partner = createServer((req, res) => {
  res.setHeader('content-type', 'application/json');
  if (!/^Bearer \w+$/.test(req.headers.authorization ?? '')) {
    res.statusCode = 401;
    return res.end('{"error":"who are you?"}');
  }
  const hotel = req.url.split('/').pop();
  const free = [...hotel].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 23;
  res.end(JSON.stringify({ hotel, free, nightCents: 7900 + free * 150 }));
});
partner.keepAliveTimeout = 0;
partner.listen(0, '127.0.0.1');
await once(partner, 'listening');

export const port = partner.address().port;
