import { createServer } from 'node:http';
import { FeePool, JobRefused } from './pool.mjs';
import { jobOf, quoteOf } from './quotes.mjs';

const pool = new FeePool(2);
const timings = new Float64Array(512);
let quotes = 0;

async function jsonOf(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

async function quote(req) {
  const job = jobOf(await jsonOf(req));
  if (!job) return [422, { error: 'no parcels' }];
  try {
    const { cents, ms } = await pool.run(job);
    timings[quotes++ % timings.length] = ms;
    return [200, quoteOf(job, cents)];
  } catch (error) {
    if (error instanceof JobRefused) return [422, { error: error.message }];
    throw error;
  }
}

function status() {
  const known = timings.subarray(0, Math.min(quotes, timings.length));
  const mean = known.length ? known.reduce((sum, ms) => sum + ms, 0) / known.length : 0;
  return [200, { quotes, meanMs: mean, ...pool.stats }];
}

createServer(async (req, res) => {
  let status_ = 404;
  let body = { error: 'not found' };
  try {
    if (req.method === 'POST' && req.url === '/quotes') [status_, body] = await quote(req);
    else if (req.method === 'GET' && req.url === '/status') [status_, body] = status();
  } catch (error) {
    [status_, body] = [error instanceof SyntaxError ? 400 : 500, { error: error.message }];
  }
  res.writeHead(status_, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}).listen(Number(process.env.PORT), '127.0.0.1');
