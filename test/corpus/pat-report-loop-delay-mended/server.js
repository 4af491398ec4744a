'use strict';
const http = require('node:http');
const { LoopProbe, ProbeLog } = require('./probe');
const { turnoverOf, compare, EmptyReport, BRANCHES } = require('./turnover');

const log = new ProbeLog();

async function probed(name, work) {
  const probe = new LoopProbe(name);
  try {
    return await work();
  } finally {
    log.add(probe.stop());
  }
}

async function route(url) {
  const [, kind, ...args] = url.pathname.split('/');
  if (kind === 'probes') return [200, { oldest: LoopProbe.oldest(), slowest: log.slowest(Number(url.searchParams.get('count')) || 5) }];
  if (kind === 'branches') return [200, BRANCHES.map((name) => ({ name, href: `/turnover/${name}` }))];
  if (args.some((branch) => !BRANCHES.includes(branch))) return [404, { error: 'no such branch' }];
  if (kind === 'turnover') return [200, await probed(`turnover ${args[0]}`, () => turnoverOf(args[0]))];
  if (kind === 'compare' && args.length === 2) {
    const rows = await probed(`compare ${args.join(' ')}`, async () => {
      const [a, b] = [await turnoverOf(args[0]), await turnoverOf(args[1])];
      return compare(a, b);
    });
    return [200, rows];
  }
  return [404, { error: 'not found' }];
}

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://reports');
    route(url)
      .catch((error) => [error instanceof EmptyReport ? 409 : 500, { error: error.message }])
      .then(([status, body]) => {
        res.writeHead(status, { 'content-type': 'application/json' });
        res.end(JSON.stringify(body));
      });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
