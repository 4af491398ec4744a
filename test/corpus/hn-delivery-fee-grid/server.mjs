import { createServer } from 'node:http';
import { feeFor } from './lib/fees.mjs';

createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://delivery');
  res.setHeader('content-type', 'application/json');
  if (pathname !== '/fee') return res.end('{"ok":true}');
  const [lat, lng, kg] = ['lat', 'lng', 'kg'].map((name) => Number(searchParams.get(name)));
  if (![lat, lng, kg].every(Number.isFinite)) {
    res.statusCode = 422;
    return res.end('{"error":"lat, lng and kg are numbers"}');
  }
  const { cents, zone, legs } = feeFor({ lat, lng, kg, express: searchParams.has('express') });
  res.end(JSON.stringify({ cents, zone, minutes: legs.reduce((sum, leg) => sum + leg.minutes, 0) }));
}).listen(process.env.PORT, '127.0.0.1');
