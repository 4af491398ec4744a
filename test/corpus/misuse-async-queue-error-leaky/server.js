const http = require('node:http');
const { randomUUID } = require('node:crypto');
const async = require('async');

const rendered = { jobs: 0, pages: 0 };

const renders = async.queue(async (job) => {
  await new Promise((resolve) => setImmediate(resolve));
  if (!Array.isArray(job.items)) throw new Error('an invoice without items');
  const lines = job.items.map(({ text, price }) => `${text.padEnd(30)} ${(price / 100).toFixed(2).padStart(9)}`);
  rendered.jobs++;
  rendered.pages += Math.ceil(lines.length / 40) || 1;
  return { id: job.id, pages: Math.ceil(lines.length / 40) || 1, text: lines.join('\n') };
}, 4);

/** Puts an invoice into the queue; settles with its text, or with whatever went wrong. */
function render(job) {
  return Promise.race([renders.push(job), renders.error()]);
}

async function bodyOf(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text ? JSON.parse(text) : {};
}

const routes = {
  'GET /': () => ({ service: 'invoices' }),
  'GET /stats': () => ({ ...rendered, waiting: renders.length(), running: renders.running() }),
  'POST /invoices': async (req) => {
    const { customer, items } = await bodyOf(req);
    const invoice = await render({ id: randomUUID(), customer, items });
    return { ...invoice, customer };
  },
};

const server = http.createServer(async (req, res) => {
  const route = routes[`${req.method} ${req.url}`];
  let status = route ? 200 : 404;
  let body = { error: 'not found' };
  try {
    if (route) body = await route(req);
  } catch (error) {
    status = 422;
    body = { error: error.message };
  }
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
});
server.listen(process.env.PORT, '127.0.0.1');
