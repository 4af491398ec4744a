import http from 'node:http';
import { VisitorSketch } from './sketch.mjs';

const bySource = Object.create(null);

/** Where a visitor came from: an advertisement, a campaign of ours, or nowhere in particular. */
function sourceOf(query) {
  return query.get('gclid') ?? query.get('utm_campaign') ?? 'direct';
}

function count(source, visitor) {
  bySource[source] ??= new VisitorSketch();
  bySource[source].add(visitor);
}

const page = (source) => `<!doctype html><title>Welcome</title><h1>Lamps for ${source === 'direct' ? 'everyone' : 'you'}</h1>`;

http
  .createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url, 'http://lamps.local');
    switch (pathname) {
      case '/health':
        return res.end('ok');
      case '/': {
        const source = sourceOf(searchParams);
        count(source, `${req.socket.remoteAddress}|${req.headers['user-agent'] ?? ''}|${searchParams.get('v') ?? ''}`);
        res.setHeader('content-type', 'text/html; charset=utf-8');
        return res.end(page(source));
      }
      case '/statistics': {
        const names = (searchParams.get('of') ?? 'direct').split(',').slice(0, 5);
        res.setHeader('content-type', 'application/json');
        return res.end(JSON.stringify(Object.fromEntries(names.map((name) => [name, bySource[name]?.estimate() ?? 0]))));
      }
      default:
        res.statusCode = 404;
        return res.end('not found');
    }
  })
  .listen(process.env.PORT, '127.0.0.1');
