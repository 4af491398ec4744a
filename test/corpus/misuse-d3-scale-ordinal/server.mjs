import http from 'node:http';
import { leaderboard } from './chart.mjs';

function players(round, count) {
  return Array.from({ length: count }, (_, i) => ({ player: `guest-${round}-${i + 1}`, points: 100 - i * 7 }));
}

http.createServer((req, res) => {
  const url = new URL(req.url, 'http://localhost');
  if (url.pathname === '/health') return res.end('ok');
  const match = /^\/rounds\/([\w-]+)\.svg$/.exec(url.pathname);
  if (!match) {
    res.statusCode = 404;
    return res.end();
  }
  res.setHeader('content-type', 'image/svg+xml');
  res.end(leaderboard(players(match[1], 4)));
}).listen(process.env.PORT, '127.0.0.1');
