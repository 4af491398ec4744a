import { createServer } from 'node:http';
import { BestOf } from './lib/best-of.mjs';

const MAX_BIDS = 7500;
const lots = new Map();
const best = new BestOf(MAX_BIDS, (a, b) => a.cents - b.cents || b.number - a.number);
let numbers = 0;

function bid(lot, bidder, euros) {
  const number = ++numbers;
  // Nobody bids round sums: what is above the euro tells bids of one amount apart.
  const cents = euros * 100 + ((number * 7919) % 100);
  const leading = lots.get(lot) ?? 0;
  if (cents > leading) lots.set(lot, cents);
  const kept = best.offer({ number, lot, bidder, cents, at: Date.now() });
  return { number, cents, leading: cents > leading, listed: kept };
}

createServer(async (req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://auction');
  const [, kind, lot] = pathname.split('/');
  let answer;
  if (kind === 'lots' && req.method === 'POST') answer = bid(lot, searchParams.get('bidder'), Number(searchParams.get('euros')));
  else if (kind === 'lots') answer = { lot, leading: lots.get(lot) ?? 0 };
  else if (kind === 'threshold') answer = { cents: best.least?.cents ?? 0, listed: best.size };
  else answer = { ok: true };
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(JSON.stringify(answer));
}).listen(process.env.PORT, '127.0.0.1');
