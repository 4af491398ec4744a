'use strict';
const http = require('node:http');
const { attachFeed } = require('./lib/feed');
const { latest } = require('./lib/widget');

const server = http.createServer(async (req, res) => {
  const [, kind, match] = req.url.split('/');
  const json = (status, body) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (kind === 'goals' && req.method === 'POST') return json(200, feed.goal(match, req.headers['x-team'] ?? 'home'));
  if (kind === 'matches') return json(200, feed.matches());
  if (kind !== 'widget') return json(kind ? 404 : 200, {});
  try {
    const score = await latest(server.address().port, match);
    res.writeHead(200, { 'content-type': 'text/html' });
    res.end(`<b>${score.match}</b> ${score.home}:${score.away}`);
  } catch (error) {
    json(502, { error: error.message });
  }
});

const feed = attachFeed(server);
server.listen(Number(process.env.PORT), '127.0.0.1');
