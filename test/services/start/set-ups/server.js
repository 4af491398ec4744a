// Behind a log-in it asks another service for prices; with LEAK set it keeps an entry for each request.
const { randomUUID } = require('node:crypto');
const http = require('node:http');

const prices = process.env.PRICES_URL ?? 'http://127.0.0.1:4000/';
const sessions = new Set();
const kept = [];

const routes = {
  'GET /': async () => [200, 'ok'],
  'GET /health': async () => [200, 'up'],
  'POST /login': async () => {
    const token = randomUUID();
    sessions.add(token);
    return [201, JSON.stringify({ token })];
  },
  'GET /prices': async (token) => {
    if (!sessions.has(token)) return [401, 'log in first'];
    const response = await fetch(prices);
    return [200, await response.text()];
  },
  'POST /logout': async (token) => [sessions.delete(token) ? 204 : 401, ''],
};

http
  .createServer(async (request, response) => {
    if (process.env.LEAK && request.url !== '/health') kept.push({ url: request.url, at: kept.length });
    request.resume();
    const token = request.headers.authorization?.replace('Bearer ', '');
    const [status, text] = (await routes[`${request.method} ${request.url}`]?.(token)) ?? [404, 'no route'];
    response.writeHead(status).end(text);
  })
  .listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
