import { createServer } from 'node:http';
import { desks, offer, renewals } from './desks.mjs';

const recent = [];

function remember(entry) {
  recent.unshift(entry);
  if (recent.length > 30) recent.pop();
}

async function route(url) {
  const [, kind, desk, hotel] = url.pathname.split('/');
  if (kind === 'recent') return [200, { renewals: renewals(), recent: recent.slice(0, 5) }];
  if (kind === 'desks') return [200, desks];
  if (kind !== 'offers' || !desks.includes(desk) || !/^[a-z]{3,20}$/.test(hotel ?? '')) return [404, { error: 'not found' }];
  const nights = Math.min(28, Number(url.searchParams.get('nights')) || 1);
  const result = await offer(desk, hotel, nights);
  remember({ desk, ...result });
  return [200, result];
}

createServer(async (req, res) => {
  let answer;
  try {
    answer = await route(new URL(req.url, 'http://desk'));
  } catch (error) {
    answer = [502, { error: error.message }];
  }
  res.writeHead(answer[0], { 'content-type': 'application/json' });
  res.end(JSON.stringify(answer[1]));
}).listen(Number(process.env.PORT), '127.0.0.1');
