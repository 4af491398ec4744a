import { createServer } from 'node:http';
import { Batcher } from './batcher.mjs';
import { load, totalsOf } from './warehouse.mjs';

const clicks = new Batcher(load, { size: 350, everyMs: 1800 });
const banners = new Map([
  ['b1', { campaign: 'spring-1', target: 'https://shop.example/tulips' }],
  ['b2', { campaign: 'summer-1', target: 'https://shop.example/grills' }],
  ['b3', { campaign: 'autumn-2', target: 'https://shop.example/rakes' }],
  ['b4', { campaign: 'summer-2', target: 'https://shop.example/pools' }],
  ['b9', { campaign: 'winter-sale', target: 'https://shop.example/skis' }],
]);

function agentOf(header = '') {
  if (/mobile/i.test(header)) return 'mobile';
  return /bot|crawl/i.test(header) ? 'bot' : 'desktop';
}

function click(req, res, banner, query) {
  const { campaign, target } = banner;
  const agent = agentOf(req.headers['user-agent']);
  if (agent !== 'bot') {
    clicks.add({ campaign, agent, page: query.get('page') ?? '/', visitor: query.get('visitor'), at: Date.now() });
  }
  res.writeHead(302, { location: `${target}?utm_campaign=${campaign}` }).end();
}

createServer((req, res) => {
  const url = new URL(req.url, 'http://ads');
  const [, kind, id] = url.pathname.split('/');
  const banner = banners.get(id);
  if (kind === 'click' && banner) return click(req, res, banner, url.searchParams);
  res.setHeader('content-type', 'application/json');
  if (kind === 'banners' && banner) return res.end(JSON.stringify(banner));
  if (kind === 'totals') {
    return res.end(JSON.stringify({ totals: totalsOf(), sent: clicks.sent, failures: clicks.failures, waiting: clicks.waiting }));
  }
  res.statusCode = 404;
  res.end('{"error":"not found"}');
}).listen(Number(process.env.PORT), '127.0.0.1');
