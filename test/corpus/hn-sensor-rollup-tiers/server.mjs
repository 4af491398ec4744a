import http from 'node:http';

// Readings of a site: raw ones, then means of 8, of 64 and of 512. Each tier has room for some; half of it goes at a time.
const FOLD = 8;
const tierSizes = (site) => [site.raw ?? 1200, 400, 60, 16];

class Series {
  constructor(site) {
    this.sizes = tierSizes(site);
    this.tiers = this.sizes.map(() => []);
    this.pending = this.sizes.map(() => []);
  }

  add(reading, level = 0) {
    const tier = this.tiers[level];
    tier.push(reading);
    if (tier.length >= 2 * this.sizes[level]) tier.splice(0, this.sizes[level]);
    if (level + 1 === this.tiers.length) return;
    const pending = this.pending[level];
    pending.push(reading);
    if (pending.length === FOLD) {
      this.add(fold(pending), level + 1);
      pending.length = 0;
    }
  }

  last(level, count) {
    return this.tiers[level].slice(-count);
  }
}

function fold(readings) {
  const sum = { from: readings[0].from, to: readings.at(-1).to, low: Infinity, high: -Infinity, mean: 0, source: readings[0].source };
  for (const { low, high, mean } of readings) {
    sum.low = Math.min(sum.low, low);
    sum.high = Math.max(sum.high, high);
    sum.mean += mean / readings.length;
  }
  return sum;
}

const sites = { roof: { raw: 1600 }, cellar: {}, yard: { raw: 800 } };
const series = Object.fromEntries(Object.entries(sites).map(([name, site]) => [name, new Series(site)]));

const server = http.createServer(async (req, res) => {
  const [, name, what] = new URL(req.url, 'http://localhost').pathname.split('/');
  const site = series[name];
  if (!site) return res.writeHead(404).end();
  res.setHeader('content-type', 'application/json');
  if (req.method === 'POST') {
    let text = '';
    for await (const chunk of req) text += chunk;
    const { values, source } = JSON.parse(text);
    const now = Date.now();
    for (const value of values) site.add({ from: now, to: now, low: value, high: value, mean: value, source });
    res.statusCode = 202;
    return res.end(JSON.stringify({ stored: values.length }));
  }
  const level = { raw: 0, minutes: 1, hours: 2, days: 3 }[what] ?? 0;
  res.end(JSON.stringify(site.last(level, 12)));
});

server.listen(process.env.PORT, '127.0.0.1');
