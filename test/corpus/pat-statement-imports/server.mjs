import { createServer } from 'node:http';
import { importStatement, balanceOf, UnknownAccount } from './imports.mjs';
import { LineError } from './parse.mjs';

const limit = 256 * 1024;

async function bodyOf(req) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of req) {
    bytes += chunk.length;
    if (bytes > limit) throw Object.assign(new Error('too large'), { status: 413 });
    chunks.push(chunk);
  }
  return chunks;
}

const routes = [
  ['POST', /^\/accounts\/([\w-]+)\/statements$/, async (req, account) => [201, importStatement(account, await bodyOf(req))]],
  ['GET', /^\/accounts\/([\w-]+)$/, async (_req, account) => [200, balanceOf(account)]],
  ['GET', /^\/health$/, async () => [200, { ok: true, uptime: process.uptime() }]],
];

function statusOf(error) {
  if (error instanceof LineError) return 422;
  if (error instanceof UnknownAccount) return 404;
  return error.status ?? 500;
}

const server = createServer(async (req, res) => {
  let answer = [404, { error: 'not found' }];
  try {
    for (const [method, pattern, handler] of routes) {
      const match = req.method === method && pattern.exec(req.url);
      if (!match) continue;
      answer = await handler(req, ...match.slice(1));
      break;
    }
  } catch (error) {
    answer = [statusOf(error), { error: error.message, ...(error.line && { line: error.line }) }];
  }
  const [status, body] = answer;
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(body));
});

server.listen(Number(process.env.PORT), '127.0.0.1');
