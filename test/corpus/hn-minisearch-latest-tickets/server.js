const http = require('node:http');
const MiniSearch = require('minisearch');

const WORDS = 'printer invoice login password delivery broken late refund screen cable update account mobile order missing damaged wrong address payment voucher'.split(' ');
const keep = { open: 1500 };

const index = new MiniSearch({
  fields: ['subject', 'text'],
  storeFields: ['subject', 'customer'],
  searchOptions: { prefix: true, boost: { subject: 2 } },
  autoVacuum: { minDirtCount: 200, minDirtFactor: 0.05, batchSize: 400, batchWait: 5 },
});
const order = [];
let first = 0;

function word(n) {
  return WORDS[n % WORDS.length];
}

function file(customer, seed) {
  const id = first + order.length;
  const ticket = {
    id,
    customer,
    subject: `${word(seed)} ${word(seed >> 3)}`,
    text: Array.from({ length: 12 }, (_, n) => word(seed * (n + 3) + n)).join(' '),
  };
  index.add(ticket);
  order.push(id);
  while (order.length > keep.open) {
    index.discard(order.shift());
    first++;
  }
  return ticket;
}

http
  .createServer(async (req, res) => {
    const url = new URL(req.url, 'http://localhost');
    res.setHeader('content-type', 'application/json');
    if (req.method === 'POST' && url.pathname === '/tickets') {
      let text = '';
      for await (const chunk of req) text += chunk;
      const { customer } = JSON.parse(text);
      res.statusCode = 201;
      return res.end(JSON.stringify(file(customer, Math.floor(Math.random() * 1e6))));
    }
    if (url.pathname === '/tickets') {
      const found = index.search(url.searchParams.get('q') ?? '', { combineWith: 'AND' }).slice(0, 5);
      return res.end(JSON.stringify({ open: order.length, found: found.map(({ id, subject, score }) => ({ id, subject, score })) }));
    }
    res.statusCode = 404;
    res.end('{}');
  })
  .listen(process.env.PORT, '127.0.0.1');
