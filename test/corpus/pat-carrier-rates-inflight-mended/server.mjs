import { createServer } from 'node:http';
import { CarrierDown, rate, stats } from './rates.mjs';

const COUNTRIES = new Set(['at', 'de', 'it', 'ch']);

async function shipping(order, query) {
  const to = query.get('to');
  const grams = Number(query.get('grams'));
  if (!COUNTRIES.has(to) || !(grams > 0)) return [422, { error: 'to and grams, please' }];
  // The page asks for the rate, and so does its summary.
  const [shown, summed] = await Promise.all([rate(order, to, grams), rate(order, to, grams)]);
  return [200, { order, shipping: shown, total: summed.cents + 4990 }];
}

createServer(async (req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://shop');
  const [, kind, order, what] = pathname.split('/');
  let answer = [404, { error: 'not found' }];
  try {
    if (kind === 'orders' && what === 'shipping') answer = await shipping(order, searchParams);
    else if (kind === 'countries') answer = [200, [...COUNTRIES]];
    else if (kind === 'stats') answer = [200, stats()];
  } catch (error) {
    answer = error instanceof CarrierDown ? [502, { error: error.message }] : [500, { error: error.message }];
  }
  res.writeHead(answer[0], { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(JSON.stringify(answer[1]));
}).listen(Number(process.env.PORT), '127.0.0.1');
